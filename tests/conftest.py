"""Fixtures that more than one room uses."""

import os
from pathlib import Path

import pytest
from commands import ROOT, Job, common, run_once
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
