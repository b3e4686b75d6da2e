"""Ids and secrets stay where their owner put them, whatever goes wrong."""

import csv

import pytest
import yaml
from faults.canaries import (
    BOUGHT,
    FEW,
    PASSWORD,
    RARE,
    SAID,
    SECRET,
    CanaryShop,
    canaries,
    customer,
    found,
)
from faults.corpus import fault
from omegaconf import OmegaConf

from patronage import errors, tracking
from patronage.config import to_yaml
from patronage.plain import without_secrets

ADDRESSES = [
    "postgresql://ann:{0}@127.0.0.1:9/db",
    "postgresql://ann:{0}/x@127.0.0.1:9/db",
    "postgresql://ann:x@{0}@127.0.0.1:9/db",
    "postgresql://ann:x?{0}@127.0.0.1:9/db",
    "postgresql://ann:it's{0}@127.0.0.1:9/db",
    "postgresql://127.0.0.1:9/db?user=ann&password={0}",
    "postgresql://127.0.0.1:9/db?sslpassword={0}&sslmode=no",
    "http://ann:{0}@127.0.0.1:9/",
    "https://{0}@127.0.0.1:9/mlflow",
    "https://127.0.0.1:9/mlflow?access_token={0}",
    "https://127.0.0.1:9/mlflow?api_key={0}&x=1",
]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The shop after the main job, and three that tell of it."""
    shop = CanaryShop(tmp_path_factory.mktemp("canaries")).build()
    for stage in ("run", "compare", "feedback", "playbook"):
        ended = shop.run(stage)
        assert ended.returncode == 0, ended.stderr
        path = shop.folder / f"{stage}.printed"
        path.write_text(ended.stdout + ended.stderr, encoding="utf-8")
    return shop


@fault(108)
def test_the_canaries_are_known_again(tmp_path):
    words = canaries()
    assert len(words) > 500
    shop = CanaryShop(tmp_path).build()
    within = {word for each in found(words, shop.inputs).values() for word in each}
    assert within >= {customer(number) for number in range(100)}


@pytest.mark.slow
@fault(108)
def test_no_file_of_any_run_holds_an_id_a_contact_or_a_secret(done):
    assert (done.runs / "mlflow.db").exists()
    assert len(list(done.runs.rglob("*.skops"))) >= 2
    assert found(canaries(), done.runs) == {}


@pytest.mark.slow
@fault(108)
def test_nor_does_anything_that_was_printed(done):
    printed = [path.read_text() for path in done.folder.glob("*.printed")]
    assert len(printed) == 4
    assert not [word for word in canaries() for text in printed if word in text]


@pytest.mark.slow
@fault(108)
def test_nor_the_page_on_the_data_which_is_sent_round(done):
    page = done.tables.file("interim", "data_quality.html").read_text()
    assert not [word for word in canaries() if word in page]


@pytest.mark.slow
@fault(108)
def test_where_the_environment_comes_in_the_record_says_so(done):
    kept = [path.read_text() for path in done.runs.rglob("config.yaml")]
    assert kept
    assert all("${oc.env:CANARY_PLACE}/sales.csv" in text for text in kept)


@pytest.mark.slow
@fault(108)
def test_tables_of_segments_describe_nobody_who_is_one_of_few(done):
    looked_at = 0
    for path in done.runs.rglob("*.csv"):
        if path.name in ("profile.csv", "profile_features.csv", "contrast.csv"):
            for row in csv.DictReader(path.read_text().splitlines()):
                looked_at += 1
                told = [row[name] for name in ("mean", "median") if row.get(name)]
                assert (
                    int(float(row.get("n") or row.get("size") or 10)) >= 10 or not told
                )
    assert looked_at > 50


@pytest.mark.slow
@fault(108)
def test_what_few_have_or_buy_or_say_is_counted_and_not_described(done):
    assert found({RARE, BOUGHT}, done.runs) == {}
    told = [
        row
        for path in done.runs.rglob("*.csv")
        for row in csv.DictReader(path.read_text().splitlines())
        if SAID in row.values()
    ]
    assert {row.get("n", row.get("answers")) for row in told} == {str(FEW)}
    measures = ("value", "share", "low", "high")
    assert not any(row.get(name) for row in told for name in measures)
    for path in done.runs.rglob("rfm_cells.csv"):
        for row in csv.DictReader(path.read_text().splitlines()):
            assert int(row["customers"]) >= 10 or not row["revenue_share"]


FAILURES = {
    "a column is missing": (["source.ledger.columns.amount=cost"], 3),
    "values of another kind": (["source.ledger.columns.amount=what"], 4),
    "a time of another form": (["source.ledger.time_format=%d.%m.%Y"], 4),
    "a file that cannot be read": (["source.files.people.path=/no/such.csv"], 3),
    "a server that does not answer": (
        [
            "source.files.people.format=postgres",
            "+source.files.people.table=people",
            f"source.files.people.path='{ADDRESSES[0].format(PASSWORD)}'",
        ],
        3,
    ),
    "an address that is none": (
        [
            "source.files.people.format=postgres",
            "+source.files.people.table=people",
            f"source.files.people.path='{ADDRESSES[1].format(PASSWORD)}'",
        ],
        2,
    ),
    "an unknown key": ([f"trackin.uri='{ADDRESSES[7].format(PASSWORD)}'"], 2),
    "a store of files": ([f"tracking.uri='file://ann:{PASSWORD}@host/x'"], 7),
}


@pytest.mark.slow
@fault(108)
@pytest.mark.parametrize(("overrides", "code"), FAILURES.values(), ids=FAILURES)
def test_a_job_that_fails_says_no_more(overrides, code, tmp_path):
    shop = CanaryShop(tmp_path).build()
    ended = shop.run("ingest", *overrides)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    printed = ended.stdout + ended.stderr
    assert not [word for word in canaries() - {SECRET} if word in printed]
    assert found(canaries(), shop.runs) == {}


@pytest.mark.slow
@fault(108)
@pytest.mark.parametrize("address", [ADDRESSES[0], ADDRESSES[7], ADDRESSES[9]])
def test_a_store_that_is_down_is_named_without_its_password(address, done, tmp_path):
    uri = f"tracking.uri='{address.format(PASSWORD)}'"
    ended = done.run("rules", uri, f"paths.runs={tmp_path}")
    assert ended.returncode == 0, ended.stderr
    assert "was not sent in full" in ended.stderr
    assert PASSWORD not in ended.stdout + ended.stderr
    assert found({PASSWORD}, tmp_path) == {}


@fault(108)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_password_of_an_address_is_said_or_kept(address):
    whole = address.format(PASSWORD)
    kept = to_yaml(OmegaConf.create({"tracking": {"uri": whole}}), {})
    said = str(errors.InputError(f"'{whole}' cannot be read: no route to {whole}."))
    for text in (kept, said, without_secrets(whole)):
        assert PASSWORD not in text
        assert "127.0.0.1:9" in text


@fault(108)
def test_what_has_no_password_stays_as_it_is():
    for text in ("s3://bucket/a@b.csv", "http://h:5000/#/x?job=a", "a@b.cn", "x: y@z"):
        assert without_secrets(text) == text


@fault(108)
def test_what_refers_to_the_environment_is_not_written_out_either(monkeypatch):
    monkeypatch.setenv("CANARY_TOKEN", "tok-canary")
    own = {"path": "${ oc.env : CANARY_TOKEN }/x", "again": "${.path}", "n": 1}
    cfg = OmegaConf.create({"source": own, "all": "${source}", "rest": ["${all.path}"]})
    kept = to_yaml(cfg, {})
    assert "tok-canary" not in kept
    assert yaml.safe_load(kept)["source"]["n"] == 1


@fault(108)
def test_a_store_that_is_none_is_named_without_its_password():
    with pytest.raises(errors.TrackingError) as caught:
        tracking.check(tracking.Store(uri=f"file://ann:{PASSWORD}@x", artifacts=""))
    assert PASSWORD not in str(caught.value)
