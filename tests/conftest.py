"""Fixtures that more than one room uses."""

import os
import pickle
from pathlib import Path

import pytest
import tobacco
from commands import ROOT, Job, run_job
from filelock import FileLock
from hypothesis import settings

# How long an example takes says nothing where tests share the cores.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets that are not part of the project."""
    declared = os.environ.get("PATRONAGE_DATA")
    folder = Path(declared) if declared else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        if declared:
            pytest.fail(f"PATRONAGE_DATA names no folder: {declared}")
        pytest.skip(
            "the real data sets are not here; PATRONAGE_DATA names their folder"
        )
    return folder


@pytest.fixture(scope="session")
def journey_job(tmp_path_factory, worker_id) -> Job:
    """The main job as `make run` does it, on Complete Journey."""
    return run_once(common(tmp_path_factory, worker_id) / "journey")


@pytest.fixture(scope="session")
def cdnow_job(tmp_path_factory, worker_id) -> Job:
    """The main job on the CDNOW sample, at the end of its calibration period."""
    overrides = ["source=cdnow", "as_of='1997-09-30'", "n_bootstraps=4", "n_nulls=19"]
    return run_once(common(tmp_path_factory, worker_id) / "cdnow", *overrides)


@pytest.fixture(scope="session")
def tobacco_retail(tmp_path_factory, worker_id) -> Path:
    """The made-up retailers of tobacco: taken in, with features and five schemes."""
    return tobacco.fitted_once(common(tmp_path_factory, worker_id) / "tobacco")


def common(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The temporary folder that this run's workers (of pytest-xdist) share."""
    own = factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def run_once(folder: Path, *overrides: str) -> Job:
    """Run the main job in a folder, unless another worker has."""
    done = folder.with_suffix(".pickle")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            done.write_bytes(pickle.dumps(run_job(folder, *overrides)))
        return pickle.loads(done.read_bytes())
