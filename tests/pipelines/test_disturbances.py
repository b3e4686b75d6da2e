"""Jobs that are interrupted, that meet each other, or that cannot be tracked."""

import os
import signal
import subprocess
import sys

import pytest
from commands import ROOT, command, places
from faults.corpus import fault

from patronage import io

CDNOW = ["source=cdnow", "n_bootstraps=3", "n_nulls=2"]
QUIET = [*CDNOW, "tracking.enabled=false"]
LONG = ["source=cdnow", "n_nulls=2000", "tracking.enabled=false"]


def start(stage, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", f"pipelines.{stage}", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def after(process, line):
    """Wait until a process prints a line that begins so."""
    for printed in process.stdout:
        if printed.startswith(line):
            return
    pytest.fail(f"'{line}' was never printed: {process.stderr.read()}")


@fault(84)
@pytest.mark.parametrize(
    ("stage", "line", "number", "code"),
    [
        ("ingest", "ingesting", signal.SIGINT, 130),
        ("run", "fitting kmeans", signal.SIGTERM, 143),
    ],
)
def test_an_interruption_ends_with_its_own_code(tmp_path, stage, line, number, code):
    process = start(stage, *places(tmp_path), *LONG)
    after(process, line)
    os.killpg(process.pid, number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert not list(tmp_path.rglob("*.staging"))
    assert not list(tmp_path.rglob(".*.parquet.*"))


@pytest.mark.parametrize("stage", ["run", "ingest", "features", "rules", "profiles"])
def test_a_stage_is_refused_while_another_job_makes_the_tables(tmp_path, stage):
    folder = io.Folder(tmp_path / "data", "cdnow")
    with io.lock(folder.lock):
        done = command(stage, *places(tmp_path), *QUIET)
    assert done.returncode == 6
    assert str(os.getpid()) in done.stderr
    assert not list(tmp_path.rglob("*.parquet"))


def test_a_job_ends_well_when_the_tracking_server_is_down(tmp_path):
    down = "tracking.uri=http://127.0.0.1:9"
    done = command("run", *places(tmp_path), *CDNOW, down)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("was not sent in full") == 4
    assert "Retrying" not in done.stdout + done.stderr
    assert (tmp_path / "data/processed/cdnow/profile/tier3.parquet").exists()
    strict = command("rules", *places(tmp_path), *CDNOW, down, "tracking.strict=true")
    assert strict.returncode == 7
