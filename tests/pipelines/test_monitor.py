"""Watching a champion: a line, a code, and a run that shows what moved."""

import shutil

import pytest
from commands import command, places
from retrained import QUICK, last_line, monthly

from patronage import io, tracking


@pytest.fixture(scope="module")
def place(tmp_path_factory, worker_id):
    """A copy of a shop that was retrained for three months."""
    job = monthly(tmp_path_factory, worker_id)
    folder = tmp_path_factory.mktemp("watched")
    shutil.copytree(job.data, folder / "data")
    return folder


def monitor(folder, *overrides):
    return command("monitor", *places(folder), *QUICK, *overrides)


def test_a_champion_of_late_customers_is_not_due(place):
    trained = io.Versions(place / "data/published/cdnow/kmeans").opened().facts["as_of"]
    done = monitor(place, f"as_of='{trained}'", "tracking.enabled=false")
    assert done.returncode == 0, done.stdout + done.stderr
    said = last_line(done.stdout)
    assert (said["decision"], said["age_days"], said["reasons"]) == ("not_due", 0, [])
    assert "Stable: 0 of" in done.stdout


def test_an_old_champion_is_due_and_the_run_shows_why(place):
    """CDNOW's customers bought once, most of them, and left."""
    done = monitor(place, "job=watched")
    assert done.returncode == 10, done.stdout + done.stderr
    said = last_line(done.stdout)
    assert said["decision"] == "due"
    assert said["as_of"] == "1998-06-30"
    assert said["reasons"]
    assert "Retraining is due" in done.stderr
    runs = tracking.runs(tracking.local_store(place / "runs"), job="watched")
    run = runs[runs["tags.stage"] == "monitor"].iloc[0]
    assert run["metrics.drift/due"] == 1
    assert run["metrics.drift/psi_max"] > 0.25


def test_without_a_champion_there_is_nothing_to_watch(place, tmp_path):
    shutil.copytree(place / "data/interim", tmp_path / "data/interim")
    done = monitor(tmp_path, "tracking.enabled=false")
    assert done.returncode == 8
    assert "should hold a champion; run" in done.stderr
