"""Two quadrant schemes of one source, side by side."""

import pytest
from commands import command

from patronage import tracking
from tests.pipelines.acted_world import settings


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Both schemes of a shop, in one command."""
    folder = tmp_path_factory.mktemp("shop")
    for stage in ("ingest", "features"):
        done = command(stage, *settings(folder), "tracking.enabled=false")
        assert done.returncode == 0, done.stderr
    schemes = ["quadrants=loyalty,value", f"hydra.sweep.dir={folder}/sweep"]
    done = command("quadrants", "-m", *schemes, *settings(folder), "job=both")
    assert done.returncode == 0, done.stderr
    runs = tracking.runs(tracking.local_store(folder / "runs"), job="both")
    return runs.set_index("tags.scheme")


def test_each_scheme_is_a_run_of_its_own(swept):
    assert sorted(swept.index) == ["loyalty", "value"]
    assert sorted(swept["tags.overrides"]) == ["quadrants=loyalty", "quadrants=value"]


def test_the_runs_can_be_compared(swept):
    """They are of the same customers and day, and told by the same measures."""
    for same in ("params.source", "params.as_of", "params.seed", "tags.stage"):
        assert swept[same].nunique() == 1
    measures = [
        f"metrics.{name}"
        for name in ("quadrants/borderline_share", "quality/silhouette", "future/eta2")
    ]
    assert swept[measures].notna().all(axis=None)
