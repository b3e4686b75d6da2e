"""`dvc repro` in a copy of the project: what has not changed is not made again."""

import hashlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from commands import ROOT
from faults.corpus import fault

PARTS = [
    "Makefile",
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


def started(project: Path, target: str) -> subprocess.Popen:
    """`make repro` of a target, with the environment of these tests."""
    bin_of = Path(sys.executable).parent
    search = f"{bin_of}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": search, "PYTHONPATH": str(project / "src")}
    outside = ("DVC_SITE_CACHE_DIR", "DVC_GLOBAL_CONFIG_DIR", "DVC_SYSTEM_CONFIG_DIR")
    beside = project.with_name("outside")
    built = ["-o", ".venv/.dev", f"BIN={bin_of}"]
    return subprocess.Popen(
        ["make", "repro", *built, f"ARGS={target}"],
        cwd=project,
        env=os.environ | own | {name: str(beside / name) for name in outside},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def repro(project: Path, target: str = "profiles@cdnow") -> list[str]:
    """Bring CDNOW up to date, and return the stages that ran, in order."""
    running = started(project, target)
    said, _ = running.communicate()
    assert running.returncode == 0, said
    return re.findall(r"Running stage '(\w+)@cdnow'", said)


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


@pytest.mark.slow
def test_all_stages_run_once_and_in_order(history):
    assert history[0] == STAGES


@fault(103)
@pytest.mark.slow
def test_nothing_runs_where_nothing_has_changed(history):
    assert history[1] == []


@pytest.mark.slow
def test_another_clustering_runs_clustering_and_what_follows(history):
    assert history[2] == ["clustering", "profiles"]


LEDGER = "data/interim/cdnow/ledger.parquet"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory) -> Path:
    """A copy whose ledger is made and cached."""
    project = copied(tmp_path_factory.mktemp("cache") / "project")
    assert repro(project, "ingest@cdnow") == ["ingest"]
    return project


def cached(project: Path) -> Path:
    """Where DVC keeps the ledger."""
    name = hashlib.md5((project / LEDGER).read_bytes()).hexdigest()
    return project / ".dvc/cache/files/md5" / name[:2] / name[2:]


def flip_a_byte(path: Path) -> None:
    """Decay in place: neither size, date nor rights tell of it."""
    before, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    path.chmod(before.st_mode)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@fault(103)
def test_a_damaged_cache_is_made_again_and_never_taken(ingested):
    whole = (ingested / LEDGER).read_bytes()
    flip_a_byte(cached(ingested))
    shutil.rmtree(ingested / "data/interim")
    assert repro(ingested, "ingest@cdnow") == ["ingest"]
    assert (ingested / LEDGER).read_bytes() == whole
    assert cached(ingested).read_bytes() == whole


def until_none_is_left(group: int) -> None:
    """DVC takes a dead process for a living one until its parent has buried it."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)


@fault(103)
@pytest.mark.slow
def test_a_killed_repro_is_healed_by_the_next(ingested):
    edit(ingested / "conf/source/cdnow.yaml", "an online CD shop,", "a CD shop,")
    running = started(ingested, "ingest@cdnow")
    for line in running.stdout:
        if line.startswith("ingesting"):
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    until_none_is_left(running.pid)
    assert repro(ingested, "ingest@cdnow") == ["ingest"]
    assert repro(ingested, "ingest@cdnow") == []


@pytest.mark.slow
@pytest.mark.usefixtures("history")
def test_only_the_last_stage_tracks(project):
    asked = "SELECT count(*) FROM tags WHERE key = 'job' GROUP BY value"
    with closing(sqlite3.connect(project / "runs" / "mlflow.db")) as store:
        assert store.execute(asked).fetchall() == [(3,), (3,)]


@pytest.mark.slow
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
