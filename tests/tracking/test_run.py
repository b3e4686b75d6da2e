import pytest

from patronage.tracking.orphans import OPEN
from patronage.tracking.run import running

TAGS = {"job": "j", "stage": "profiles"}


def as_stored(run):
    return run.client.get_run(run.run_id)


def status(run):
    return as_stored(run).info.status


def test_a_run_begins_flat_with_its_name_and_tags(store):
    with running(store, "kmeans-k4", TAGS) as run:
        begun = as_stored(run)
    assert begun.info.run_name == "kmeans-k4"
    assert begun.data.tags["stage"] == "profiles"
    assert "mlflow.parentRunId" not in begun.data.tags
    assert begun.info.status == "RUNNING"


def test_a_run_that_ends_is_finished_and_leaves_no_sign(store):
    with running(store, "kmeans-k4", TAGS) as run:
        sign = store.signs / as_stored(run).data.tags[OPEN]
        assert sign.exists()
    assert status(run) == "FINISHED"
    assert OPEN not in as_stored(run).data.tags
    assert not sign.exists()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("x"), "FAILED"),
        (KeyboardInterrupt(), "KILLED"),
        (SystemExit(143), "KILLED"),
    ],
)
def test_a_run_that_breaks_off_says_how(store, error, expected):
    with pytest.raises(type(error)), running(store, "kmeans-k4", TAGS) as run:
        raise error
    assert status(run) == expected
    assert OPEN not in as_stored(run).data.tags
