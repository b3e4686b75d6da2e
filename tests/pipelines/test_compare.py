"""Whole schemes held against each other, as a user does it."""

import shutil

import numpy as np
import pandas as pd
import pytest
from commands import command
from faults.corpus import fault

from patronage import config, io, tracking
from patronage.tables import CROSSWALK, OUTCOMES, SCORECARDS, SEGMENTS
from pipelines import schemes
from tests.pipelines.acted_world import lines, settings

DAY = "2023-08-31"
SCHEMES = ["kmeans", "loyalty", "value", "tier3", "rfm_cells", "trial_loyal"]
EASY = [
    f"as_of='{DAY}'",
    "selection=fixed",
    "selection.n_clusters=3",
    "clustering.clusterer.n_init=2",
    "n_bootstraps=2",
    "n_nulls=9",
    "compare.resamples=30",
    "job=league",
]
ASKED = f"schemes=[{','.join(SCHEMES)}]"


def compared(folder, *overrides):
    done = command("compare", *settings(folder), *EASY, *overrides)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A folder in which nothing is made yet, and what the command printed."""
    folder = tmp_path_factory.mktemp("league")
    return folder, compared(folder, ASKED)


def tables(folder):
    return io.Folder(folder / "data", "shop")


def runs(folder):
    found = tracking.runs(tracking.local_store(folder / "runs"), job="league")
    return found.set_index("name")


def test_from_a_raw_file_to_a_league_in_one_command(shop):
    folder, said = shop
    scorecards = io.read(SCORECARDS, tables(folder))
    references = {"one segment", "past spend deciles", "random segments"}
    assert set(scorecards["scheme"]) == {*SCHEMES, *references}
    assert "Where to spend money and attention" in said
    assert "http://127.0.0.1:" in said


def test_each_scheme_has_a_flat_run_with_the_same_scorecard(shop):
    found = runs(shop[0])
    assert len(found) == len(SCHEMES) + 1
    assert set(found["status"]) == {"FINISHED"}
    same = ["future/gini", "future/gini_low", "future/gini_high", "future/r2"]
    same += [
        "quality/silhouette",
        "stability/ari",
        "flapping/steady",
        "coverage/placed",
    ]
    same += ["size/entropy", "simplicity/rule_length", "kotler/met"]
    of_schemes = found.drop(index="comparison")[[f"metrics.{name}" for name in same]]
    assert of_schemes.notna().all(axis=None)


def test_the_comparison_is_a_run_of_its_own(shop):
    row = runs(shop[0]).loc["comparison"]
    assert row["tags.stage"] == "compare"
    scorecards = io.read(SCORECARDS, tables(shop[0]))
    gini = scorecards[scorecards["metric"] == "future/gini"].set_index("scheme")[
        "value"
    ]
    assert row["metrics.league/tier3"] == pytest.approx(gini["tier3"], rel=1e-3)
    client = tracking.client.connect(tracking.local_store(shop[0] / "runs").uri)
    kept = {file.path for file in client.list_artifacts(row["run_id"])}
    assert {"league.csv", "crosswalks.csv", "report.html", "config.yaml"} <= kept


def test_random_segments_end_at_the_bottom_and_foretell_nothing(shop):
    table = io.read(SCORECARDS, tables(shop[0]))
    gini = table[table["metric"] == "future/gini"].set_index("scheme")
    random = gini.loc["random segments"]
    assert random["low"] <= 0 <= random["high"]
    assert random["rank"] >= gini.loc[SCHEMES, "rank"].max()
    auc = table[table["metric"] == "future/retention_auc"].set_index("scheme")
    assert (
        auc.loc["random segments", "low"] <= 0.5 <= auc.loc["random segments", "high"]
    )


def test_schemes_are_crossed_with_each_other(shop):
    walk = io.read(CROSSWALK, tables(shop[0]))
    assert set(walk["scheme"]) == set(walk["other_scheme"]) == set(SCHEMES)


def test_what_stands_as_it_is_asked_for_is_not_fitted_again(shop, tmp_path):
    shutil.copytree(shop[0] / "data", tmp_path / "data")
    shutil.copy(shop[0] / "shop.csv", tmp_path)
    rules = ["schemes=[tier3,rfm_cells]", "tracking.enabled=false"]
    said = compared(tmp_path, *rules)
    assert said.count("fitted already") == 2
    assert "fitting" not in said
    other = compared(tmp_path, *rules, "rules=tier3", "rules.shares=[0.1,0.2,0.7]")
    assert "fitting tier3" in other
    assert "rfm_cells: fitted already" in other


def test_a_scheme_that_does_not_exist_is_named_with_the_closest(tmp_path):
    done = command("compare", *settings(tmp_path), "schemes=[kmeens]")
    assert done.returncode == 2
    assert "got 'kmeens' (did you mean 'kmeans'?)" in done.stderr
    assert not (tmp_path / "data" / "interim").exists()


def test_a_scheme_that_cannot_be_fitted_does_not_lose_the_others(shop, tmp_path):
    shutil.copytree(shop[0] / "data", tmp_path / "data")
    shutil.copy(shop[0] / "shop.csv", tmp_path)
    given = [*settings(tmp_path), *EASY, "tracking.enabled=false"]
    done = command("compare", *given, "schemes=[class42,tier3]")
    assert done.returncode == 2
    assert "1 of 2 schemes failed: class42." in done.stderr
    assert "tier3" in set(io.read(SCORECARDS, tables(tmp_path))["scheme"])
    assert "class42" not in set(io.read(SCORECARDS, tables(tmp_path))["scheme"])


@fault(82)
def test_no_row_after_as_of_changes_any_label(shop, tmp_path):
    table = lines()
    after = (table["day"] > DAY).to_numpy()
    rng = np.random.default_rng(5)
    later = table[after].sample(frac=0.5, random_state=5)
    later = later.assign(
        paid=np.round(later["paid"] * rng.uniform(0.1, 9, len(later)), 2),
        label=rng.choice(["ours", "theirs"], len(later)),
        who=rng.permutation(later["who"]),
    )
    pd.concat([table[~after], later]).to_csv(tmp_path / "shop.csv", index=False)
    compared(tmp_path, ASKED, "tracking.enabled=false")
    first, second = tables(shop[0]), tables(tmp_path)
    assert not io.read(OUTCOMES, first).equals(io.read(OUTCOMES, second))
    for name in SCHEMES:
        kept, again = (io.read(SEGMENTS, each, scheme=name) for each in (first, second))
        pd.testing.assert_frame_equal(kept, again)


def test_a_fit_that_was_broken_off_does_not_stand(shop, tmp_path):
    shutil.copytree(shop[0] / "data", tmp_path / "data")
    shutil.copy(shop[0] / "shop.csv", tmp_path)
    cfg = config.configured([*settings(tmp_path), *EASY])
    assert schemes.is_as_asked(cfg, "rules")
    folder = tables(tmp_path)
    of_model = folder.model("tier3").with_suffix(".settings")
    kept = of_model.read_text()
    of_model.write_text("those of a fit that was broken off")
    assert not schemes.is_as_asked(cfg, "rules")
    of_model.write_text(kept)
    assert schemes.is_as_asked(cfg, "rules")
    folder.model("tier3").unlink()
    assert not schemes.is_as_asked(cfg, "rules")


def test_what_stands_is_not_taken_for_another_day(shop, tmp_path):
    shutil.copytree(shop[0] / "data", tmp_path / "data")
    shutil.copy(shop[0] / "shop.csv", tmp_path)
    done = command(
        "compare", *settings(tmp_path), *EASY, "schemes=[tier3]", "as_of=2023-07-31"
    )
    assert done.returncode == 3
    assert "should be of 2023-07-31" in done.stderr


def test_without_a_future_the_schemes_are_still_compared(tmp_path):
    rough = ["schemes=[tier3]", "as_of=2023-12-31", "compare.gap_days=999"]
    said = compared(tmp_path, *rough)
    assert "who moves without a reason is not measured" in said
    assert "What staff apply by a simple rule" in said
    assert {*runs(tmp_path)["status"]} == {"FINISHED"}
