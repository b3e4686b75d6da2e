"""One command, many days: each as if what came later had not been known."""

import shutil

import pandas as pd
import pytest
from commands import ROOT, command, places

SAMPLE = ROOT / "data" / "sample" / "cdnow_sample.txt"
DAYS = "as_of=monthly:1997-07..1997-09"
LAST = "19970930"


def described(folder, *overrides):
    """The tables that a panel leaves, and what was said."""
    quiet = ["source=cdnow", "tracking.enabled=false"]
    for stage in ("ingest", "features"):
        done = command(stage, *quiet, *places(folder), *overrides)
        assert done.returncode == 0, done.stderr
    return folder / "data" / "processed" / "cdnow", done.stdout


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    return described(tmp_path_factory.mktemp("panel"), DAYS)


def test_a_panel_has_each_customer_on_each_day_that_knew_him(panel):
    tables, said = panel
    days = pd.read_parquet(tables / "panel.parquet", columns=["customer_id", "as_of"])
    assert [str(day) for day in days["as_of"].unique()] == [
        "1997-07-31",
        "1997-08-31",
        "1997-09-30",
    ]
    assert days.groupby("as_of").size().tolist() == [2357] * 3
    assert days.equals(days.sort_values(["customer_id", "as_of"], ignore_index=True))
    assert "panel of 3 days; what it learns is of 1997-07-31" in said


def test_outcomes_follow_each_day(panel):
    tables, _ = panel
    after = pd.read_parquet(tables / "panel_outcomes.parquet")
    alone = pd.read_parquet(tables / "outcomes.parquet")
    last = after[after["as_of"] == alone["as_of"].iloc[0]].reset_index(drop=True)
    pd.testing.assert_frame_equal(last, alone)
    assert after.groupby("as_of")["future_amount"].sum().nunique() == 3


def test_what_came_after_the_last_day_changes_no_byte(panel, tmp_path):
    tables, _ = panel
    lines = SAMPLE.read_text().splitlines(keepends=True)
    past = tmp_path / "past.txt"
    past.write_text("".join(line for line in lines if line.split()[2] <= LAST))
    assert len(past.read_text()) < len(SAMPLE.read_text())
    without, _ = described(tmp_path, DAYS, f"source.files.purchases.path={past}")
    for name in ("panel", "features", "dictionary"):
        file = f"{name}.parquet"
        assert (without / file).read_bytes() == (tables / file).read_bytes(), name


def test_the_last_day_is_described_as_if_it_were_asked_for_alone(panel, tmp_path):
    """And it leaves no panel, which might be of another ledger."""
    tables, _ = panel
    names = [f"{name}.parquet" for name in ("features", "outcomes", "dictionary")]
    copy = shutil.copytree(tables.parents[1], tmp_path / "data") / "processed" / "cdnow"
    for name in names:
        (copy / name).unlink()
    done = command("features", "source=cdnow", *places(tmp_path), "as_of='1997-09-30'")
    assert done.returncode == 0, done.stderr
    for name in names:
        assert (copy / name).read_bytes() == (tables / name).read_bytes(), name
    assert not (copy / "panel.parquet").exists()


def test_a_range_that_leaves_the_ledger_is_refused(panel, tmp_path):
    done = command(
        "features",
        "source=cdnow",
        f"paths.data={panel[0].parents[1]}",
        f"paths.runs={tmp_path}",
        "as_of=monthly:1998-05..1998-08",
    )
    assert done.returncode == 2
    assert "as_of should not lie after the data" in done.stderr
