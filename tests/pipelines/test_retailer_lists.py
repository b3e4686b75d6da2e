"""Lists of planted retailers, day after day, as a user makes them."""

import csv
import shutil

import numpy as np
import pandas as pd
import pytest
from commands import command
from hydra import compose, initialize_config_dir

from patronage import config, io
from patronage.config.settings import register
from patronage.errors import ConfigError, InputError
from patronage.tables import FEATURES, RETAILER_LIST
from pipelines import retailer_lists, rules

DAYS = ("2025-10-31", "2025-11-30")
SETTINGS = [
    "source=tobacco_retail",
    "quadrants=retailer_quadrants",
    "rules=retailer_lists",
    "quadrants.n_draws=20",
    "quadrants.n_cut_bootstraps=10",
]
N, CORE, PROBLEM = 90, range(10), range(80, 90)
STAGES = {"rules": rules.run, "retailer_lists": retailer_lists.run}


def retailers(day, problems=PROBLEM):
    """Ten retailers who are good in everything, ten with a bad name, and others."""
    who = np.arange(N)
    rng = np.random.default_rng(0)
    good, bad = np.isin(who, CORE), np.isin(who, problems)
    score = np.where(good, 95.0, 20 + 40 * rng.random(N))
    return pd.DataFrame(
        {
            "customer_id": [f"=canary-{i:03d}" for i in who],
            "as_of": pd.Timestamp(day),
            "status": "ok",
            "contribution_score": score,
            "support_score": score,
            "credit_score": np.where(bad, 40.0, 95.0),
            "influence_score": score,
            "volume_trend": np.where(good, 2.0, rng.normal(size=N)),
            "status_suspended": "no",
        }
    )


def written(folder, features, day):
    tables = io.Folder(folder / "data", "tobacco_retail")
    about = {"as_of": day, "window_days": "360", "horizon_days": "90"}
    io.write(FEATURES, features, tables, metadata=about)
    return tables


def settings(folder, *overrides):
    places = [f"paths.data={folder / 'data'}", f"paths.runs={folder / 'runs'}"]
    return [*SETTINGS, *places, *overrides]


def stage(name, folder, *overrides):
    register()
    conf = str(config.root() / "conf")
    told = settings(folder, "tracking.enabled=false", *overrides)
    with initialize_config_dir(conf, version_base="1.3"):
        STAGES[name](compose("config", overrides=told))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which the lists of the first day are made."""
    folder = tmp_path_factory.mktemp("retail")
    written(folder, retailers(DAYS[0]), DAYS[0])
    stage("rules", folder)
    stage("retailer_lists", folder)
    return folder


@pytest.fixture
def first(made, tmp_path):
    shutil.copytree(made, tmp_path / "retail")
    return tmp_path / "retail"


def table(folder, name, day=DAYS[0]):
    path = folder / "data/processed/tobacco_retail/lists" / f"retailer_{name}.{day}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def numbered(rows):
    return {int(row["customer_id"][-3:]) for row in rows}


def test_the_lists_recover_what_was_planted(first):
    assert set(CORE) <= numbered(table(first, "core"))
    assert numbered(table(first, "problem")) == set(PROBLEM)
    listed = [len(table(first, name)) for name in ("core", "general", "problem")]
    assert sum(listed) == N
    row = table(first, "problem")[0]
    assert row["reasons_en"].startswith("credit below 60 (40)")
    assert row["reasons_zh"].startswith("信用度低于 60 (40)")
    assert (row["previous_list"], row["changed_on"]) == ("", DAYS[0])
    assert row["customer_id"].startswith("'=canary")


def test_who_moves_is_told_from_which_list_and_when(first, capsys):
    written(first, retailers(DAYS[1], problems=range(5, 85)), DAYS[1])
    stage("rules", first)
    capsys.readouterr()
    stage("retailer_lists", first)
    assert "canary" not in capsys.readouterr().out
    rows = {row["customer_id"][-3:]: row for row in table(first, "problem", DAYS[1])}
    assert rows["005"]["previous_list"] == "core"
    assert rows["005"]["high_value_problem"].lower() == "true"
    assert rows["005"]["changed_on"] == DAYS[1]
    assert (rows["082"]["previous_list"], rows["082"]["changed_on"]) == ("", DAYS[0])
    others = [*table(first, "general", DAYS[1]), *table(first, "core", DAYS[1])]
    freed = {row["customer_id"][-3:]: row for row in others}
    assert freed["087"]["previous_list"] == "problem"


def test_the_same_day_again_gives_the_same_table(first):
    def kept():
        tables = io.Folder(first / "data", "tobacco_retail")
        return io.read(RETAILER_LIST, tables, scheme=f"retailer_lists.{DAYS[0]}")

    before = kept()
    stage("retailer_lists", first)
    pd.testing.assert_frame_equal(kept(), before)


def test_pseudonyms_hide_every_id(first):
    stage("retailer_lists", first, "lists.pseudonyms=true")
    ids = [row["customer_id"] for row in table(first, "problem")]
    assert all(each.startswith("P") and len(each) == 33 for each in ids)


def test_another_kind_of_scheme_makes_no_lists(first):
    stage("rules", first, "rules=tier3", "rules.column=contribution_score")
    with pytest.raises(ConfigError, match="rules=retailer_lists; got 'tier3'"):
        stage("retailer_lists", first, "rules=tier3")


def test_lists_that_are_not_fitted_are_refused(tmp_path):
    written(tmp_path, retailers(DAYS[0]), DAYS[0])
    with pytest.raises(InputError, match="'retailer_lists' is not fitted"):
        stage("retailer_lists", tmp_path)


def test_runs_are_tracked_and_name_no_retailer(first):
    done = command("retailer_lists", *settings(first))
    assert done.returncode == 0, done.stderr
    assert "canary" not in done.stdout
    tracked = [path for path in (first / "runs").rglob("*") if path.is_file()]
    assert any(path.name == "lists.csv" for path in tracked)
    assert not [path for path in tracked if b"canary" in path.read_bytes()]
