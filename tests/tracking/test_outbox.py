"""Runs that could not be sent wait, and are sent once."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from faults.corpus import fault
from sklearn.cluster import KMeans

from patronage import tracking
from patronage.errors import TrackingError
from patronage.loggable import Dataset, Metric, Model, Note, Params, Table, Text
from patronage.tracking.client import connect
from patronage.tracking.outage import forget_outages
from patronage.tracking.outbox import waiting_in
from patronage.tracking.replaying import PARCEL

CARDS = pd.DataFrame({"segment": ["Loyal"], "summary": ["3 · rich"]})
FEATURES = pd.DataFrame({"frequency": [0.0, 1, 8, 9], "recency_days": [90.0, 80, 3, 2]})
SCHEME = KMeans(2, random_state=0, n_init=1).fit(FEATURES)
TAGS = {"job": "j", "stage": "retrain", "as_of": "2017-06-30"}


@pytest.fixture(autouse=True)
def anew():
    forget_outages()
    yield
    forget_outages()


@pytest.fixture(scope="module")
def own_store(tmp_path_factory):
    made = tracking.local_store(tmp_path_factory.mktemp("own"))
    tracking.prepare(made)
    return made


@pytest.fixture
def mild(own_store, tmp_path, request):
    """A store that only warns, with an experiment and an outbox of the test's own."""
    return replace(
        own_store, experiment=request.node.nodeid, outbox=tmp_path / "outbox"
    )


@pytest.fixture
def client(own_store):
    return connect(own_store.uri)


@pytest.fixture
def name(request):
    """A model of this test alone."""
    return f"shop.{request.node.originalname[-40:]}"


@pytest.fixture
def down(mild):
    """The same store, where nobody listens."""
    return replace(mild, uri="http://127.0.0.1:9")


def said(name="shop.none", version="2017-06-30-0000000a"):
    yield Params({"seed": 0})
    yield Metric("quality/silhouette", 0.25)
    yield Table("segment_cards.json", CARDS)
    yield Table("profile.csv", CARDS)
    yield Text("segments.md", "# Segments\n")
    yield Note("a note")
    yield Dataset("features", FEATURES)
    yield Model(SCHEME, FEATURES, registered_as=name, version=version)


def keep(down, name="shop.none"):
    with pytest.warns(UserWarning, match="It waits in"):
        assert tracking.log(said(name), down, name="kmeans", tags=TAGS) is None


@fault(99)
def test_what_was_not_sent_waits_and_is_sent_with_the_next_run(
    mild, down, client, name
):
    keep(down, name)
    tracking.log([], mild, name="next", tags={"job": "j"})
    runs = tracking.runs(mild, job="j").set_index("name")
    assert list(runs["status"]) == ["FINISHED"] * 2
    sent = client.get_run(runs.loc["kmeans", "run_id"])
    assert sent.data.metrics == {"quality/silhouette": 0.25}
    assert sent.data.params == {"seed": "0"}
    assert sent.data.tags["stage"] == "retrain"
    assert sent.data.tags["mlflow.note.content"] == "a note"
    assert [each.dataset.name for each in sent.inputs.dataset_inputs] == ["features"]
    files = {file.path for file in client.list_artifacts(sent.info.run_id)}
    assert {"segment_cards.json", "profile.csv", "segments.md"} <= files
    assert len(client.search_model_versions(f"name = '{name}'")) == 1
    assert waiting_in(mild.outbox) == []
    assert tracking.replay(mild) == 0


@fault(99)
def test_a_run_that_was_sent_is_not_sent_again(mild, down, client):
    """Killed after the last call, before the outbox was emptied."""
    keep(down)
    (place,) = waiting_in(mild.outbox)
    tracking.log([], replace(mild, outbox=None), name="x", tags={"job": "j"})
    run = client.search_runs(
        [client.get_experiment_by_name(mild.experiment).experiment_id]
    )
    client.set_tag(run[0].info.run_id, PARCEL, place.name)
    assert tracking.replay(mild) == 1
    assert len(tracking.runs(mild, job="j")) == 1


@fault(102)
def test_what_was_sent_by_halves_is_sent_anew(mild, down, client):
    keep(down)
    (place,) = waiting_in(mild.outbox)
    experiment = tracking.prepare(mild)
    half = client.create_run(experiment, tags={"job": "j", PARCEL: place.name})
    assert tracking.replay(mild) == 1
    runs = tracking.runs(mild, job="j")
    assert list(runs["status"]) == ["FINISHED"]
    assert half.info.run_id not in set(runs["run_id"])


def test_a_damaged_run_is_set_aside_and_blocks_no_other(mild, down):
    keep(down)
    keep(down)
    first = waiting_in(mild.outbox)[0]
    (first / "models" / "0" / "model.skops").write_bytes(b"pickle")
    with pytest.warns(UserWarning, match="in the outbox is damaged"):
        assert tracking.replay(mild) == 1
    assert waiting_in(mild.outbox) == []
    assert list(mild.outbox.glob("*.damaged"))


def test_a_strict_store_keeps_nothing_and_says_so(down):
    strict = replace(down, strict=True)
    with pytest.raises(TrackingError, match="cannot be used"):
        tracking.log(said(), strict, name="kmeans", tags=TAGS)
    assert waiting_in(strict.outbox) == []


@fault(99)
def test_a_server_that_failed_is_not_waited_for_again(down, monkeypatch):
    keep(down)
    monkeypatch.setattr(
        "patronage.tracking.run.prepare", lambda _: pytest.fail("asked")
    )
    keep(down)
    assert len(waiting_in(down.outbox)) == 2


@fault(95, 102)
def test_the_alias_follows_the_published_version(mild, name):
    for version in ("2017-06-30-0000000a", "2017-07-31-0000000b"):
        tracking.log(said(name, version), mild, name="kmeans", tags=TAGS)
    assert tracking.champion_alias(mild, name) is None
    for version in ("2017-07-31-0000000b", "2017-06-30-0000000a"):
        assert tracking.mirror_champion(mild, model=name, version=version)
        assert tracking.champion_alias(mild, name) == version


@fault(95)
def test_an_alias_waits_for_the_store_and_only_the_last_wish_counts(mild, down, name):
    for version in ("2017-06-30-0000000a", "2017-07-31-0000000b"):
        tracking.log(said(name, version), mild, name="kmeans", tags=TAGS)
        with pytest.warns(UserWarning, match="was not set, and waits"):
            tracking.mirror_champion(down, model=name, version=version)
    tracking.replay(mild)
    assert tracking.champion_alias(mild, name) == "2017-07-31-0000000b"
    assert tracking.replay(mild) == 0


@fault(102)
def test_a_model_whose_file_is_not_what_was_sent_gets_no_alias(mild, client, name):
    tracking.log(said(name), mild, name="kmeans", tags=TAGS)
    (version,) = client.search_model_versions(f"name = '{name}'")
    model = Path(version.source.removeprefix("file://")) / "model.skops"
    model.write_bytes(model.read_bytes()[:-1] + b"x")
    with pytest.warns(UserWarning, match="does not have it whole"):
        assert not tracking.mirror_champion(
            mild, model=name, version="2017-06-30-0000000a"
        )
    assert tracking.champion_alias(mild, name) is None


def test_a_version_that_the_registry_does_not_have_is_said_once(mild):
    with pytest.warns(UserWarning, match="does not have it"):
        assert not tracking.mirror_champion(mild, model="shop.none", version="x")


def test_numbers_come_back_as_they_were_sent(mild, down, client):
    frame = pd.DataFrame({"segment": ["01", "2"], "summary": ["a", "b"]})
    with pytest.warns(UserWarning, match="It waits in"):
        tracking.log([Table("segment_cards.json", frame)], down, name="k", tags=TAGS)
    tracking.replay(mild)
    run = tracking.runs(mild, job="j").iloc[0]
    path = client.download_artifacts(run["run_id"], "segment_cards.json")
    kept = pd.read_json(path, orient="split", dtype=False)
    assert np.array_equal(kept["segment"], ["01", "2"])
