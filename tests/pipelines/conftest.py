"""Fixtures of the commands."""

from pathlib import Path

import pytest
import tobacco
from commands import common


@pytest.fixture(scope="session")
def tobacco_retail(tmp_path_factory, worker_id) -> Path:
    """The made-up retailers of tobacco: taken in, with features and five schemes."""
    return tobacco.fitted_once(common(tmp_path_factory, worker_id) / "tobacco")
