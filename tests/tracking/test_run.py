import pytest

from patronage.tracking.orphans import PROCESS
from patronage.tracking.run import begin, ended


@pytest.fixture
def run(store):
    return begin(store, "kmeans-k4", {"job": "j", "stage": "profiles"})


def status(run):
    return run.client.get_run(run.run_id).info.status


def test_a_run_begins_flat_with_its_name_and_tags(run):
    begun = run.client.get_run(run.run_id)
    assert begun.info.run_name == "kmeans-k4"
    assert begun.data.tags["stage"] == "profiles"
    assert "mlflow.parentRunId" not in begun.data.tags
    assert begun.info.status == "RUNNING"


def test_a_run_that_ends_is_finished(run):
    with ended(run):
        pass
    assert status(run) == "FINISHED"
    assert PROCESS not in run.client.get_run(run.run_id).data.tags


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("x"), "FAILED"),
        (KeyboardInterrupt(), "KILLED"),
        (SystemExit(143), "KILLED"),
    ],
)
def test_a_run_that_breaks_off_says_how(run, error, expected):
    with pytest.raises(type(error)), ended(run):
        raise error
    assert status(run) == expected
