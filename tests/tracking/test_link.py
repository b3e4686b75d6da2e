import json
from urllib.parse import parse_qs

import pytest

from patronage import tracking
from patronage.errors import TrackingError
from patronage.loggable import Metric
from patronage.tracking import view
from patronage.tracking.client import StoreTroubleError


@pytest.fixture
def job(store):
    for name in ("tier3", "loyalty"):
        tracking.log([Metric("size/k", 3)], store, name=name, tags={"job": "2024-01"})
    return "2024-01"


def parts(address):
    page, _, query = address.partition("?")
    return page, {name: value for name, (value,) in parse_qs(query).items()}


@pytest.mark.parametrize(
    ("view", "mode"), [("table", "TABLE"), ("chart", "CHART"), ("cards", "ARTIFACT")]
)
def test_a_link_opens_the_saved_view_of_the_job(store, job, view, mode):
    page, query = parts(tracking.link(store, job=job, view=view, port=5001))
    experiment = tracking.prepare(store)
    assert page == f"http://127.0.0.1:5001/#/experiments/{experiment}/runs"
    assert query == {
        "workflowType": "machine_learning",
        "compareRunsMode": mode,
        "viewStateShareKey": "2024-01",
    }


def test_without_a_saved_view_a_link_searches_for_the_job(store, job, monkeypatch):
    def refuse(uri):
        raise StoreTroubleError("read only.")

    monkeypatch.setattr(view, "connect", refuse)
    query = parts(tracking.link(store, job=job))[1]
    assert query["searchFilter"] == "tags.job = '2024-01' AND tags.stage != 'compare'"


def test_the_compare_page_holds_every_run_of_the_job(store, job):
    page, query = parts(tracking.link(store, job=job, view="compare"))
    assert page == "http://127.0.0.1:5000/#/compare-runs"
    assert json.loads(query["runs"]) == tracking.runs(store, job=job)["run_id"].tolist()
    assert json.loads(query["experiments"]) == [tracking.prepare(store)]


def test_a_job_without_runs_has_no_link(store):
    with pytest.raises(TrackingError, match="no run of job 'none'"):
        tracking.link(store, job="none")


def test_the_comparison_of_a_job_is_opened_at_its_report(store, job):
    tags = {"job": job, "stage": "compare"}
    first, last = (
        tracking.log([Metric("league/a", 0.5)], store, name="comparison", tags=tags)
        for _ in range(2)
    )
    page, query = parts(tracking.link(store, job=job, view="comparison", port=5001))
    experiment = tracking.prepare(store)
    runs = f"http://127.0.0.1:5001/#/experiments/{experiment}/runs"
    assert page == f"{runs}/{last}/artifacts/report.html"
    assert query == {"workflowType": "machine_learning"}
    compared = parts(tracking.link(store, job=job, view="compare"))[1]["runs"]
    assert not {first, last} & set(json.loads(compared))
    assert len(json.loads(compared)) == 2


def test_a_job_that_compares_nothing_has_no_comparison(store, job):
    with pytest.raises(TrackingError, match="no comparison of job '2024-01'"):
        tracking.link(store, job=job, view="comparison")
