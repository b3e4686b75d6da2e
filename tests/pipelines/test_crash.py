"""Killed at any moment: the old tables or the new ones, and a rerun heals."""

import signal
import subprocess
import sys
import time

import pytest
from commands import ROOT, command, places
from faults.corpus import fault

pytestmark = pytest.mark.crash
CDNOW = ["source=cdnow", "tracking.enabled=false", "n_bootstraps=2"]
STAGES = ("ingest", "features", "rules")
MOMENTS = [0.3, 0.8, 1.3, 1.8, 2.3]


def contents(folder):
    files = [path for path in folder.rglob("*.parquet") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What the stages leave when nobody disturbs them."""
    folder = tmp_path_factory.mktemp("whole")
    for stage in STAGES:
        done = command(stage, *places(folder), *CDNOW)
        assert done.returncode == 0, done.stderr
    return contents(folder / "data")


@fault(83)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("signal_sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_stopped_stage_leaves_no_half_table(tmp_path, whole, moment, signal_sent):
    for stage in STAGES:
        process = subprocess.Popen(
            [sys.executable, "-m", f"pipelines.{stage}", *places(tmp_path), *CDNOW],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        process.send_signal(signal_sent)
        process.wait(timeout=30)
        found = contents(tmp_path / "data")
        assert not {name for name in found.keys() & whole if found[name] != whole[name]}
        assert command(stage, *places(tmp_path), *CDNOW).returncode == 0
    healed = contents(tmp_path / "data")
    assert healed == whole
