import json
import logging

import numpy as np
import pandas as pd
import pytest

from patronage import tracking
from patronage.errors import TrackingError
from patronage.loggable import Metric, Note, Params, Table, Text

TAGS = {"job": "j", "stage": "profiles"}
CARDS = pd.DataFrame(
    {"segment": ["Loyal", "Lost"], "summary": ["3 · rich", "1 · poor"]}
)


def said():
    yield Params({"n_clusters": 4, "seed": 0})
    yield Metric("quality/silhouette", 0.25)
    yield Table("crosswalk.json", CARDS)
    yield Table("segment_cards.json", CARDS)
    yield Table("profile.csv", CARDS)
    yield Text("segments.md", "# Segments\n")
    yield Note("| segment | size |")


def logged(store, items, **settings):
    return tracking.log(items, store, name="kmeans-k4", tags=TAGS, **settings)


def only_run(store):
    return tracking.runs(store, job="j").iloc[0]


def test_a_run_holds_what_was_said(store, client):
    run_id = logged(store, said())
    run = client.get_run(run_id)
    assert run.info.status == "FINISHED"
    assert run.data.params == {"n_clusters": "4", "seed": "0"}
    assert run.data.metrics == {"quality/silhouette": 0.25}
    assert run.data.tags["mlflow.note.content"] == "| segment | size |"
    assert run.data.tags["stage"] == "profiles"


def test_artifacts_lie_at_the_root_with_their_names(store, client):
    found = client.list_artifacts(logged(store, said()))
    assert sorted(file.path for file in found) == [
        "crosswalk.json",
        "profile.csv",
        "segment_cards.json",
        "segments.md",
    ]


def test_the_artifact_view_meets_the_segment_cards_first(store, client):
    run = client.get_run(logged(store, said()))
    tables = json.loads(run.data.tags["mlflow.loggedArtifacts"])
    assert [table["path"] for table in tables] == [
        "segment_cards.json",
        "crosswalk.json",
    ]
    path = client.download_artifacts(run.info.run_id, "segment_cards.json")
    assert pd.read_json(path, orient="split").to_dict() == CARDS.to_dict()


def test_more_params_and_metrics_than_one_call_takes(store, client):
    many = [Params({f"p{i}": i for i in range(250)})]
    many += [Metric(f"share/S{i:04}", i) for i in range(1700)]
    run = client.get_run(logged(store, many))
    assert (len(run.data.params), len(run.data.metrics)) == (250, 1700)


def test_a_run_of_nothing_is_a_run(store, client):
    assert client.get_run(logged(store, [])).info.status == "FINISHED"


def test_a_report_that_breaks_leaves_a_failed_run_and_its_own_error(store):
    def breaking():
        yield Metric("size/k", 4)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        logged(store, breaking())
    assert only_run(store)["status"] == "FAILED"


def test_ctrl_c_leaves_a_killed_run(store):
    def stopped():
        yield Metric("size/k", 4)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        logged(store, stopped())
    assert only_run(store)["status"] == "KILLED"


def test_a_metric_that_is_not_finite_fails_the_run(store):
    with pytest.raises(TrackingError, match="'size/k' is nan"):
        logged(store, [Metric("size/k", np.nan)])
    assert only_run(store)["status"] == "FAILED"


def test_without_a_server_the_job_goes_on_and_says_what_was_not_sent(closed_store):
    with pytest.warns(UserWarning, match="run 'kmeans-k4' was not sent in full: the"):
        assert logged(closed_store, said()) is None


def test_without_a_server_a_strict_job_stops_with_exit_code_7(closed_store):
    strict = tracking.Store(**{**vars(closed_store), "strict": True})
    with pytest.raises(TrackingError) as caught:
        logged(strict, said())
    assert caught.value.exit_code == 7


def test_a_store_that_fails_half_way_leaves_a_failed_run(store, client, monkeypatch):
    def refuse(*_, **__):
        raise OSError("No space left on device")

    monkeypatch.setattr(type(client), "log_artifacts", refuse)
    lenient = tracking.Store(**{**vars(store), "strict": False})
    with pytest.warns(UserWarning, match=r"in full: .* No space left on device\."):
        assert logged(lenient, said()) is None
    assert only_run(store)["status"] == "FAILED"


def test_nothing_is_printed_and_nothing_is_left_in_the_working_folder(
    store, tmp_path, monkeypatch, capfd, caplog
):
    monkeypatch.chdir(tmp_path)
    with caplog.at_level(logging.INFO):
        logged(store, said())
    assert capfd.readouterr() == ("", "")
    assert not list(tmp_path.iterdir())
