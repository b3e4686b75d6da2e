"""A saved view of the runs table: MLflow has no documented way to make one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from patronage.tracking.client import StoreTroubleError, answering, connect
from patronage.tracking.runs import scheme_filter
from patronage.tracking.store import Store

TAG = "mlflow.sharedViewState."
COLUMNS = (
    "size/k",
    "future/gini",
    "future/r2",
    "future/retention_auc",
    "quality/silhouette",
    "stability/ari",
    "flapping/steady",
    "simplicity/rule_length",
    "kotler/met",
    "quality/surrogate_fidelity",
    "cost/per_month",
)
PADDING, LETTER, LEAST_LETTERS = 20, 6, 10
SETTING_WIDTH = 135
RUN_NAME = "tags.`mlflow.runName`"
OVERRIDES = "overrides"


def save_view(store: Store, found: Sequence[Any], *, job: str) -> bool:
    """Save which runs and columns a job's table shows; return whether it was done."""
    content = json.dumps(_envelope(found, job))
    experiment = found[0].info.experiment_id
    try:
        client = connect(store.uri)
        with answering(store.uri):
            client.set_experiment_tag(experiment, f"{TAG}{job}", content)
    except StoreTroubleError:
        return False
    return True


def _envelope(found: Sequence[Any], job: str) -> dict[str, Any]:
    moment = max(run.info.start_time for run in found)
    return {
        "name": f"job {job}",
        "createdAt": moment,
        "updatedAt": moment,
        "state": json.dumps(_state(found, job)),
    }


def _state(found: Sequence[Any], job: str) -> dict[str, Any]:
    known = {name for run in found for name in run.data.metrics}
    swept = dict.fromkeys(_of_a_sweep(found), SETTING_WIDTH)
    widths = {f"metrics.`{n}`": _width(n) for n in COLUMNS if n in known}
    columns = [*swept, *widths]
    return {
        "searchFilter": scheme_filter(job),
        "orderByKey": RUN_NAME,
        "orderByAsc": True,
        "selectedColumns": columns,
        "columnOrder": [RUN_NAME, *columns],
        "columnWidths": swept | widths,
        "runsHiddenMode": "SHOW_ALL",
    }


def _width(name: str) -> int:
    """Pixels that hold a name, and a number: all columns fit a screen of 1920."""
    return PADDING + LETTER * max(len(name), LEAST_LETTERS)


def _of_a_sweep(found: Sequence[Any]) -> list[str]:
    """What a trial sets tells runs apart that have one name."""
    swept = any(OVERRIDES in run.data.tags for run in found)
    return [f"tags.`{OVERRIDES}`"] if swept else []
