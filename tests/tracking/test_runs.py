import pytest

from patronage import tracking
from patronage.errors import TrackingError
from patronage.loggable import Metric, Params


def test_runs_of_a_job_are_rows_by_name(store):
    for name, job, k in [("tier3", "a", 3), ("kmeans-k4", "a", 4), ("other", "b", 9)]:
        items = [Metric("size/k", k), Params({"seed": 0})]
        tracking.log(items, store, name=name, tags={"job": job})
    found = tracking.runs(store, job="a")
    assert found["name"].tolist() == ["kmeans-k4", "tier3"]
    assert found["metrics.size/k"].tolist() == [4.0, 3.0]
    assert found["params.seed"].tolist() == ["0", "0"]
    assert found["tags.job"].tolist() == ["a", "a"]


def test_a_job_without_runs_is_an_empty_table(store):
    tracking.prepare(store)
    assert tracking.runs(store, job="none").columns.tolist() == [
        "run_id",
        "name",
        "status",
    ]


def test_an_experiment_that_is_not_there_has_no_runs(store):
    assert tracking.runs(store, job="none").empty


def test_a_job_that_would_change_the_search_is_refused(store):
    with pytest.raises(TrackingError, match="may not hold quotes"):
        tracking.runs(store, job="' OR tags.job != '")


def test_the_last_job_is_the_one_logged_last(store):
    for job, source in [("a", "shop"), ("b", "web")]:
        items = [Metric("size/k", 3)]
        tracking.log(items, store, name="tier3", tags={"job": job, "source": source})
    assert tracking.last_job(store) == "b"
    assert tracking.last_job(store, source="shop") == "a"
    assert tracking.last_job(store, source="none") is None


def test_asking_for_the_last_job_makes_no_store(tmp_path):
    assert tracking.last_job(tracking.local_store(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []
