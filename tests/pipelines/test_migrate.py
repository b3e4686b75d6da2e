"""Two days of one scheme: what is printed, kept and tracked."""

import hashlib

import pandas as pd
import pytest
from commands import command, places

from patronage import tracking

DAYS = ["before=2017-06-30", "after=2017-09-30"]
MODEL = "processed/complete_journey.migration/models/loyalty.skops"
TABLE = "processed/complete_journey/migration/loyalty.parquet"


def migrate(folder, *overrides):
    done = command("migrate", *places(folder), "job=moved", *overrides)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def ingested(tmp_path_factory):
    folder = tmp_path_factory.mktemp("journey")
    done = command("ingest", *places(folder), "tracking.enabled=false")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def printed(ingested):
    return migrate(ingested, *DAYS)


@pytest.fixture(scope="module")
def artifacts(ingested, printed):
    store = tracking.local_store(ingested / "runs")
    (run,) = tracking.runs(store, job="moved").to_dict("records")
    return run, ingested / "runs" / "artifacts" / run["run_id"] / "artifacts"


def test_the_movement_is_printed(printed):
    assert "loyalty, 2017-06-30 to 2017-09-30" in printed
    assert "from \\ to" in printed
    assert "customers with a quadrant on both days" in printed
    assert "Of 273 days behind the later quadrants 181 lie behind" in printed


def test_it_is_one_tracked_run_with_finite_metrics(artifacts):
    run, _ = artifacts
    assert run["tags.stage"] == "migrate"
    assert (run["params.before"], run["tags.as_of"]) == ("2017-06-30", "2017-09-30")
    assert 0 < run["metrics.migration/moved_share"] < 1
    assert 0 < run["metrics.migration/shorrocks"] < 1
    assert abs(run["metrics.migration/excess"]) < 1
    assert 0 < run["metrics.migration/spend_moved_share"] < 1


def test_tables_are_tracked_and_hold_no_nan(artifacts):
    _, folder = artifacts
    for name in ("migration.csv", "flows.csv", "balance.csv"):
        assert "nan" not in (folder / name).read_text().lower()
    flows = pd.read_csv(folder / "flows.csv")
    assert flows["share"].sum() == pytest.approx(1)
    assert {"True loyalty", "New", "Lost"} <= {*flows["before"], *flows["after"]}


def test_the_movement_is_drawn(artifacts):
    _, folder = artifacts
    assert (folder / "migration.png").read_bytes().startswith(b"\x89PNG")


def test_it_says_by_what_it_is_weighed(printed, artifacts):
    run, _ = artifacts
    assert "Weighed by revenue (monetary_total), " in printed
    assert run["params.weighed_by"] == "monetary_total"


def test_every_customer_of_the_later_day_is_counted_once(ingested, printed):
    table = pd.read_parquet(ingested / "data" / TABLE)
    segments = pd.read_parquet(
        ingested / "data/processed/complete_journey.migration/segments/loyalty.parquet"
    )
    later = segments[segments["as_of"] == segments["as_of"].max()]
    known = later[later["status"] != "no_purchase"]
    assert table["customers"].sum() == len(known)


def test_what_the_main_job_made_stays(ingested, printed):
    """Nor is there anything beside the movement."""
    made = ingested / "data" / "processed" / "complete_journey"
    assert [path.name for path in made.rglob("*.parquet")] == ["loyalty.parquet"]


def test_what_is_learned_is_of_the_first_day(ingested, printed, tmp_path):
    """And the same command gives the same bytes for that day."""
    model = ingested / "data" / MODEL
    learned = hashlib.sha256(model.read_bytes()).hexdigest()
    migrate(ingested, "before=2017-06-30", "after=2017-07-31", "tracking.enabled=false")
    assert hashlib.sha256(model.read_bytes()).hexdigest() == learned


@pytest.fixture(scope="module")
def cdnow(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cdnow")
    assert command("ingest", *places(folder), "source=cdnow").returncode == 0
    return folder


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        (["before=1997-09-30"], 2, "before and after should both be days"),
        (["before=1997-09-30", "after=1997-06-30"], 2, "before should be a day before"),
        (["before=1997-09-30", "after=1997-09-30"], 2, "not 1997-09-30 and 1997-09-30"),
        (["before=1997-06-30", "after=2001-01-01"], 2, "should not lie after the data"),
        (["before=1990-01-01", "after=1997-09-30"], 4, "not lie before all data"),
        (["before=june", "after=september"], 2, "got 'june'"),
    ],
)
def test_days_that_cannot_be_are_refused_in_one_sentence(cdnow, days, code, words):
    done = command("migrate", *places(cdnow), "source=cdnow", *days)
    (sentence,) = done.stderr.splitlines()
    assert done.returncode == code
    assert words in sentence
    assert not list(cdnow.glob("data/processed/cdnow*/*"))


def test_a_source_that_was_not_taken_in_is_refused(tmp_path):
    done = command("migrate", *places(tmp_path), *DAYS)
    assert done.returncode == 3
    assert "run `python -m pipelines.ingest` first" in done.stderr


def test_axes_that_cannot_be_measured_move_nobody(cdnow):
    said = migrate(cdnow, "source=cdnow", "before=1997-06-30", "after=1997-09-30")
    assert "attitude cannot be measured from this source" in said
    assert "from \\ to" not in said
    assert not list(cdnow.glob("data/processed/cdnow/migration/*"))
