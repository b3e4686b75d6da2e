import json
from dataclasses import replace

from patronage import tracking
from patronage.loggable import Metric
from patronage.tracking.runs import find_runs
from patronage.tracking.view import COLUMNS, _width, save_view

SCREEN_FOR_METRICS = 1250


def test_a_view_shows_the_jobs_runs_by_name_and_its_metrics_in_our_order(store, client):
    items = [Metric("future/r2", 0.1), Metric("size/k", 3), Metric("share/S01", 1)]
    tracking.log(items, store, name="tier3", tags={"job": "a"})
    assert save_view(store, find_runs(store, job="a"), job="a")
    experiment = client.get_experiment(tracking.prepare(store))
    saved = json.loads(experiment.tags["mlflow.sharedViewState.a"])
    state = json.loads(saved["state"])
    assert saved["name"] == "job a"
    assert state["searchFilter"] == "tags.job = 'a' AND tags.stage != 'compare'"
    assert state["orderByKey"] == "tags.`mlflow.runName`"
    assert state["selectedColumns"] == ["metrics.`size/k`", "metrics.`future/r2`"]
    assert state["runsHiddenMode"] == "SHOW_ALL"


def test_all_columns_fit_a_screen_of_1920_pixels():
    assert sum(_width(name) for name in COLUMNS) < SCREEN_FOR_METRICS


def test_a_view_that_cannot_be_saved_is_no_error(store, closed_store):
    tracking.log([Metric("size/k", 3)], store, name="tier3", tags={"job": "a"})
    found = find_runs(store, job="a")
    assert not save_view(replace(closed_store, strict=True), found, job="a")


def test_the_view_of_a_sweep_shows_what_each_trial_sets(store, client):
    tags = {"job": "sweep", "overrides": "seed=1"}
    tracking.log([Metric("size/k", 3)], store, name="kmeans-k3", tags=tags)
    assert save_view(store, find_runs(store, job="sweep"), job="sweep")
    experiment = client.get_experiment(tracking.prepare(store))
    saved = json.loads(experiment.tags["mlflow.sharedViewState.sweep"])
    columns = json.loads(saved["state"])["selectedColumns"]
    assert columns == ["tags.`overrides`", "metrics.`size/k`"]
