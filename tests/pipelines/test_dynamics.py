"""Official tiers over the days of a panel, and the classes to look at again."""

import csv
import shutil

import pandas as pd
import pytest
from commands import command, places
from hydra import compose, initialize_config_dir

from patronage import config
from patronage.config.settings import register
from patronage.errors import ConfigError, InputError
from pipelines import dynamics, features, ingest, review

DAYS = "as_of=monthly:1997-07..1997-10"
COMMANDS = {
    "ingest": ingest.run,
    "features": features.run,
    "dynamics": dynamics.run,
    "review": review.run,
}


def stage(name, folder, *overrides):
    register()
    with initialize_config_dir(str(config.root() / "conf"), version_base="1.3"):
        told = ["source=cdnow", *places(folder), "tracking.enabled=false", *overrides]
        COMMANDS[name](compose("config", overrides=told))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cdnow")
    stage("ingest", folder)
    stage("features", folder, DAYS, "window_days=90")
    return folder


@pytest.fixture
def panel(made, tmp_path):
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def trail(folder):
    return pd.read_parquet(folder / "data/processed/cdnow/official/tier3.parquet")


def test_every_customer_has_a_row_and_a_reason_each_day(panel, capsys):
    stage("dynamics", panel, DAYS)
    table = trail(panel)
    assert table.groupby("as_of").size().tolist() == [2357] * 4
    first = table[table["as_of"] == table["as_of"].min()]
    assert (first["official"] == first["raw"]).all()
    assert set(table["reason"]) >= {"first", "kept", "promoted"}
    said = capsys.readouterr().out
    assert "tier3, hysteresis, 1997-07-31 to 1997-10-31" in said
    assert "of the customers changed the computed tier" in said


def test_the_policy_decides_what_is_official(panel):
    differing = {}
    for policy in ("immediate", "hysteresis", "validity"):
        stage("dynamics", panel, f"policy={policy}")
        table = trail(panel)
        differing[policy] = int((table["official"] != table["raw"]).sum())
    assert differing["immediate"] == 0
    assert 0 < differing["hysteresis"] < differing["validity"]


def test_the_same_command_gives_the_same_bytes(panel):
    file = panel / "data/processed/cdnow/official/tier3.parquet"
    stage("dynamics", panel)
    first = file.read_bytes()
    stage("dynamics", panel)
    assert file.read_bytes() == first


def test_without_a_panel_of_those_days_one_sentence_says_how_to_get_it(panel):
    with pytest.raises(InputError, match="it is of 4 from 1997-07-31") as found:
        stage("dynamics", panel, "as_of=monthly:1997-07..1997-12")
    assert "\n" not in str(found.value)
    (panel / "data/processed/cdnow/panel.parquet").unlink()
    with pytest.raises(InputError, match="it has none, run `python"):
        stage("dynamics", panel)


def test_a_run_holds_the_tables_and_the_figure_and_no_customer(panel):
    done = command("dynamics", "source=cdnow", *places(panel), "language=zh")
    assert done.returncode == 0, done.stderr
    assert "正式档变动" in done.stdout
    tracked = {path.name for path in (panel / "runs").rglob("*") if path.is_file()}
    assert tracked >= {"movement.csv", "bunching.csv", "tiers_over_time.png"}
    assert not {name for name in tracked if name.endswith(".parquet")}


BY_DAYS = [
    "review.checks.term.column=recency_days",
    "review.checks.term.term_months=30",
]


def test_the_review_list_names_customers_and_what_is_not_checked(panel, capsys):
    stage("review", panel, *BY_DAYS)
    path = panel / "data/processed/cdnow/review/review.1997-10-31.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    table = pd.read_parquet(panel / "data/processed/cdnow/features.parquet")
    due = table[(table["status"] == "ok") & ~(table["recency_days"] <= 30)]
    assert [row["customer_id"] for row in rows] == due["customer_id"].tolist()
    assert {row["reasons"] for row in rows} == {"overdue"}
    said = capsys.readouterr().out
    assert "review: format is not checked, for want of format" in said


def test_a_source_with_nothing_to_check_is_told_what_is_missing(made):
    with pytest.raises(ConfigError, match="missing: class_checked_months, declared"):
        stage("review", made)


def test_a_review_is_tracked_as_counts(panel):
    done = command("review", "source=cdnow", *places(panel), *BY_DAYS)
    assert done.returncode == 0, done.stderr
    tables = list((panel / "runs").rglob("review*.csv"))
    assert [path.read_text().split()[0] for path in tables] == ["reason,customers"]
