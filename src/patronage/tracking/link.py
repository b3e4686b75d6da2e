"""The address at which the runs of a job are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote, urlencode

from patronage.errors import TrackingError
from patronage.tracking.runs import find_runs, job_filter
from patronage.tracking.store import Store
from patronage.tracking.ui import HOST, PORT
from patronage.tracking.view import save_view

View = Literal["table", "chart", "cards", "compare"]
MODES = {"table": "TABLE", "chart": "CHART", "cards": "ARTIFACT"}


def link(store: Store, *, job: str, view: View = "table", port: int = PORT) -> str:
    """Return where MLflow's UI shows the runs of a job.

    `table` has metrics in columns, `chart` a section per prefix of their names,
    `cards` segments against schemes, and `compare` any artifact side by side.

    Raises
    ------
    TrackingError
        If the job has no runs, or the store does not answer.
    """
    found = find_runs(store, job=job)
    if not found:
        raise TrackingError(f"no run of job '{job}' is in '{store.experiment}'.")
    experiment = found[0].info.experiment_id
    if view == "compare":
        return _address(store, port, "compare-runs", _compared(found, experiment))
    query = {"workflowType": "machine_learning", "compareRunsMode": MODES[view]}
    query |= _selection(store, found, job)
    return _address(store, port, f"experiments/{experiment}/runs", query)


def _selection(store: Store, found: Sequence[Any], job: str) -> dict[str, str]:
    """Choose the runs, and their columns where the store keeps our view of them."""
    if save_view(store, found, job=job):
        return {"viewStateShareKey": job}
    return {"searchFilter": job_filter(job)}


def _compared(found: Sequence[Any], experiment: str) -> dict[str, str]:
    return {
        "runs": json.dumps([run.info.run_id for run in found]),
        "experiments": json.dumps([experiment]),
        "workflowType": "machine_learning",
    }


def _address(store: Store, port: int, page: str, query: Mapping[str, str]) -> str:
    served = store.uri.startswith(("http://", "https://"))
    root = store.uri.rstrip("/") if served else f"http://{HOST}:{port}"
    return f"{root}/#/{page}?{urlencode(query, quote_via=quote)}"
