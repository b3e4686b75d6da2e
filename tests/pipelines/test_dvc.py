"""`dvc repro` in a copy of the project: what has not changed is not made again."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from commands import ROOT
from faults.corpus import fault

PARTS = [
    ".dvc/.gitignore",
    ".dvc/config",
    ".dvcignore",
    ".gitignore",
    "conf",
    "data/raw/README.md",
    "data/sample",
    "dvc.yaml",
    "pipelines",
    "src/patronage",
]
STAGES = ["ingest", "features", "quadrants", "clustering", "rules", "profiles"]
KMEANS = "conf/clustering/kmeans.yaml"


def copied(folder: Path) -> Path:
    """A repository of its own, whose jobs are short."""
    for part in PARTS:
        target = folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
        copy(ROOT / part, target)
    with (folder / "conf/config.yaml").open("a") as config:
        config.write("\nn_bootstraps: 2\nn_nulls: 2\n")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def repro(project: Path) -> list[str]:
    """Bring CDNOW up to date, and return the stages that ran, in order."""
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": search, "PYTHONPATH": str(project / "src")}
    outside = ("DVC_SITE_CACHE_DIR", "DVC_GLOBAL_CONFIG_DIR", "DVC_SYSTEM_CONFIG_DIR")
    beside = project.with_name("outside")
    done = subprocess.run(
        [sys.executable, "-m", "dvc", "repro", "profiles@cdnow"],
        cwd=project,
        env=os.environ | own | {name: str(beside / name) for name in outside},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return re.findall(r"Running stage '(\w+)@cdnow'", done.stdout)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return copied(tmp_path_factory.mktemp("dvc") / "project")


@pytest.fixture(scope="module")
def history(project) -> list[list[str]]:
    """The stages that ran in a new copy, once more, and with another k-means."""
    first, second = repro(project), repro(project)
    edit(project / KMEANS, "n_init: 50", "n_init: 51")
    return [first, second, repro(project)]


def test_all_stages_run_once_and_in_order(history):
    assert history[0] == STAGES


@fault(103)
def test_nothing_runs_where_nothing_has_changed(history):
    assert history[1] == []


def test_another_clustering_runs_clustering_and_what_follows(history):
    assert history[2] == ["clustering", "profiles"]


@pytest.mark.usefixtures("history")
def test_only_the_last_stage_tracks(project):
    asked = "SELECT count(*) FROM tags WHERE key = 'job' GROUP BY value"
    with closing(sqlite3.connect(project / "runs" / "mlflow.db")) as store:
        assert store.execute(asked).fetchall() == [(3,), (3,)]


@pytest.mark.usefixtures("history")
def test_git_sees_nothing_of_what_was_made(project):
    asked = ["git", "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.check_output(asked, cwd=project, text=True)
    made = ("dvc.lock", "data/interim", "data/processed", "runs", "mlflow", ".dvc/tmp")
    assert [line for line in seen.splitlines() if line[3:].startswith(made)] == []
    assert "dvc.yaml" in seen


def test_the_schemes_are_those_of_the_main_job():
    declared = yaml.safe_load((ROOT / "dvc.yaml").read_text())["vars"][0]
    defaults = yaml.safe_load((ROOT / "conf/config.yaml").read_text())["defaults"]
    chosen = {
        k: v for entry in defaults if isinstance(entry, dict) for k, v in entry.items()
    }
    groups = ("clustering", "quadrants", "rules")
    assert [declared[group] for group in groups] == [chosen[group] for group in groups]
    assert declared["sources"][0] == chosen["source"]
