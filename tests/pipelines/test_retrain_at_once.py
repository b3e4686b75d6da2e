"""Several retrainings of one source at the same moment."""

import os
import subprocess
import sys

import pytest
from commands import ROOT, places
from faults.corpus import fault
from retrained import QUICK, events, last_line

from patronage import io

HEAVY = ("mlflow", "pandas", "sklearn", "matplotlib", "duckdb")


def arguments(folder, *overrides):
    return ["-m", "pipelines.retrain", *places(folder), *QUICK, *overrides]


@fault(90)
def test_a_second_start_is_refused_before_anything_heavy_is_imported(tmp_path):
    folder = io.Folder(tmp_path / "data", "cdnow")
    with io.lock(folder.lock):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *arguments(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 6
    said = [line for line in done.stderr.splitlines() if line[:7] != "import "]
    assert f"is held by process {os.getpid()} on" in "".join(said)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "hydra.main" in imported
    assert not imported & set(HEAVY)


@fault(90)
@pytest.mark.load
def test_of_eight_that_start_at_once_one_works(tmp_path):
    asked = arguments(tmp_path, "as_of='1997-09-30'", "tracking.enabled=false")
    started = [
        subprocess.Popen(
            [sys.executable, *asked],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    ended = [each.communicate(timeout=300) for each in started]
    codes = [each.returncode for each in started]
    assert sorted(codes) == [0, *[6] * 7], ended
    (out, _) = ended[codes.index(0)]
    assert last_line(out)["decision"] == "promoted"
    assert len(events(tmp_path / "data")) == 1
