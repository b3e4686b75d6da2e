"""Sweeps and recipes: the features are made once, every trial is a flat run."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pandas as pd
import pytest
from commands import command, command_anew, places

from patronage import tracking


def settings(job, tmp_path):
    """What sweeps over the clusterings of a copy of a job have in common."""
    data = tmp_path / "data"
    if not data.exists():
        shutil.copytree(job.data, data)
    place = [f"paths.data={data}", f"paths.runs={tmp_path}"]
    return ["source=cdnow", *place, "job=sweep", "n_bootstraps=2", "n_nulls=2"]


def trials_of(job, tmp_path, stage, *arguments):
    """Run a sweep."""
    return command(stage, *arguments, *settings(job, tmp_path))


def tracked(tmp_path) -> pd.DataFrame:
    """The sweep's runs, as its tag finds them."""
    runs = tracking.runs(tracking.local_store(tmp_path), job="sweep")
    return runs[runs["tags.sweep"] == "sweep"]


@dataclass(frozen=True)
class Sweep:
    """A sweep that is done, its runs, and when the features were written."""

    done: subprocess.CompletedProcess
    runs: pd.DataFrame
    features_before: int
    features_after: int


def features_of(data):
    return next(data.glob("processed/*/features.parquet"))


@pytest.fixture(scope="module")
def grid(cdnow_job, tmp_path_factory) -> Sweep:
    """Eight trials, of which four ask for more segments than there are customers."""
    folder = tmp_path_factory.mktemp("grid")
    before = features_of(cdnow_job.data).stat().st_mtime_ns
    done = trials_of(
        cdnow_job,
        folder,
        "clustering",
        "-m",
        f"hydra.sweep.dir={folder}/sweep",
        "selection=fixed",
        "clustering=kmeans,bisecting_kmeans",
        "selection.n_clusters=2500,3",
        "seed=1,2",
    )
    made = features_of(folder / "data").stat().st_mtime_ns
    return Sweep(done, tracked(folder), before, made)


def test_the_features_are_made_once(grid):
    assert grid.features_before == grid.features_after


def test_every_combination_is_a_flat_run_with_the_tags_of_its_trial(grid):
    runs = grid.runs
    assert sorted(runs["tags.overrides"]) == [
        f"clustering={clusterer} selection.n_clusters=3 seed={seed}"
        for clusterer in ("bisecting_kmeans", "kmeans")
        for seed in (1, 2)
    ]
    assert sorted(runs["tags.trial"], key=int) == ["2", "3", "6", "7"]
    assert "tags.mlflow.parentRunId" not in runs
    assert (runs["params.k"] == "3").all()


def test_trials_that_fail_do_not_lose_the_others(grid):
    done, runs = grid.done, grid.runs
    assert done.returncode == 4
    assert len(runs) == 4
    assert done.stderr.count("2500 segments need as many distinct customers") == 4
    last = done.stderr.splitlines()[-1]
    assert last.startswith("patronage: 4 of 8 trials failed: clustering=kmeans")
    assert "source=cdnow" not in last


def test_a_sweep_ends_with_one_link_to_its_runs(grid):
    done = grid.done
    links = re.findall(r"http://127\S+", done.stdout)
    assert len(links) == 1
    assert links[0].endswith("viewStateShareKey=sweep")
    assert done.stdout.splitlines()[-1] == links[0]


SEARCH = ["clustering=kmeans", "search=useful"]


def searched(job, folder, n_trials):
    done = trials_of(job, folder, "search", *SEARCH, f"search.n_trials={n_trials}")
    return done, tracked(folder)


@pytest.fixture(scope="module")
def found(cdnow_job, tmp_path_factory):
    """A search of four trials."""
    return searched(cdnow_job, tmp_path_factory.mktemp("search"), 4)


def test_each_trial_of_a_search_is_a_flat_run(found):
    done, runs = found
    assert done.returncode == 0, done.stderr
    assert sorted(runs["tags.trial"]) == ["0", "1", "2", "3"]
    assert runs["metrics.future/eta2"].between(0, 1).all()
    assert (runs["params.k"] == "5").all()
    assert done.stdout.splitlines()[-1].startswith("http://127.0.0.1:5000/#/")


def test_what_the_command_line_sets_is_not_varied(found):
    _, runs = found
    assert (runs["params.algorithm"] == "StagedKMeans").all()
    assert not runs["tags.overrides"].str.contains("clustering=").any()


@pytest.mark.slow
def test_the_same_seed_searches_the_same_way(found, cdnow_job, tmp_path):
    _, again = searched(cdnow_job, tmp_path, 2)
    columns = ["tags.trial", "tags.overrides", "metrics.future/eta2"]
    first, second = (
        runs.sort_values("tags.trial", ignore_index=True)[columns].head(2)
        for runs in (found[1], again)
    )
    assert first.equals(second)


def test_the_best_trial_stands_first(found):
    done, runs = found
    table = done.stdout.partition("best first")[2]
    first = next(line for line in table.splitlines() if line.startswith("│ "))
    best = runs.loc[runs["metrics.future/eta2"].idxmax(), "tags.trial"]
    assert first.split("│")[1].strip() == best


@pytest.mark.slow
def test_a_search_for_what_no_run_has_names_what_there_is(cdnow_job, tmp_path):
    asked = ["search.objective=future/eta3", "search.n_trials=2"]
    done = trials_of(cdnow_job, tmp_path, "search", *SEARCH, *asked)
    assert done.returncode == 2
    assert done.stdout.count("future/eta3: none, the trial does not count") == 2
    assert "got 'future/eta3' of" in done.stderr
    assert "future/eta2" in done.stderr
    assert len(tracked(tmp_path)) == 2


def test_a_search_without_optuna_names_the_extra(cdnow_job, tmp_path):
    (tmp_path / "optuna.py").write_text("raise ImportError")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    given = settings(cdnow_job, tmp_path)
    done = command_anew("search", *given, PYTHONPATH=path)
    assert done.returncode == 2
    assert done.stderr == (
        "patronage: a search needs the extra: pip install patronage[sweep].\n"
    )


def test_a_recipe_overrides_the_job(tmp_path):
    recipe = ["experiment=cdnow_cohort", "tracking.enabled=false"]
    done = command("run", *places(tmp_path), *recipe)
    assert done.returncode == 0, done.stderr
    assert "as of 1997-09-30" in done.stdout


def test_help_is_told_without_composing():
    done = command("run", "--help")
    assert done.returncode == 0
    assert "usage: python -m pipelines.run" in done.stdout
    assert "cdnow, complete_journey" in done.stdout
