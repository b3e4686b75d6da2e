"""What features mean, told at the terminal."""

import re

import pandas as pd
import pytest
from commands import command, places

CDNOW = "source=cdnow"


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A folder in which CDNOW has been described."""
    folder = tmp_path_factory.mktemp("shop")
    for stage in ("ingest", "features"):
        done = command(stage, *places(folder), CDNOW, "tracking.enabled=false")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def printed(shop) -> list[str]:
    """The lines that the command prints."""
    done = command("dictionary", *places(shop), CDNOW)
    assert done.returncode == 0, done.stderr
    return [line.rstrip() for line in done.stdout.splitlines()]


def row(printed, column) -> list[str]:
    """The cells of a column's line."""
    (line,) = (line for line in printed if line.startswith(f"{column} "))
    return re.split(r"\s{2,}", line)


def test_a_column_is_one_line_where_the_output_is_piped(printed):
    cells = row(printed, "monetary_total")
    assert cells[1:4] == ["raw", "money", "0.0%"]
    assert cells[5:] == ["order_day, amount", "present"]


def test_what_the_source_cannot_give_is_told_with_what_it_lacks(printed):
    line = row(printed, "engagement_rate")
    assert line[1] == "learned"
    assert line[-1] == "needs contacts, events"


def test_cells_stand_below_their_heading(printed):
    heading = next(line for line in printed if line.startswith("column"))
    lines = [line for line in printed if "order_day" in line]
    start = heading.index("status")
    assert len(lines) > 20
    assert all(re.match("present|empty|needs|left out", line[start:]) for line in lines)


def test_families_stand_one_after_another(printed):
    alone = [line for line in printed if re.fullmatch("[a-z]+", line)]
    assert alone[:3] == ["behavioural", "loyalty", "value"]


def test_the_last_line_counts_the_columns(printed):
    there = sum(line.endswith("  present") for line in printed)
    assert re.fullmatch(rf"cdnow: {there} of \d+ columns are present", printed[-1])


def test_without_features_the_stage_to_run_is_named(tmp_path):
    done = command("dictionary", *places(tmp_path), CDNOW)
    assert done.returncode == 3
    assert "run `python -m pipelines.features` first" in done.stderr
    assert not list(tmp_path.iterdir())


def test_profiles_describe_the_columns_that_are_there_and_each_run_has_all(shop):
    asked = [*places(shop), CDNOW, "n_bootstraps=2", "schemes=[tier3]"]
    for stage, tracked in (("rules", "false"), ("profiles", "true")):
        done = command(stage, *asked, f"tracking.enabled={tracked}")
        assert done.returncode == 0, done.stderr
    (logged,) = (shop / "runs").glob("artifacts/*/artifacts/dictionary.csv")
    columns = set(pd.read_csv(logged)["column"])
    assert {"monetary_total", "engagement_rate"} <= columns
    (profile,) = (shop / "data").rglob("profile/tier3.parquet")
    described = {*pd.read_parquet(profile)}
    assert "monetary_total_median" in described
    assert "engagement_rate_median" not in described
