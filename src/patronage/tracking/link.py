"""The address at which the runs of a job are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote, urlencode

from patronage.errors import TrackingError
from patronage.plain import without_secrets
from patronage.tracking.runs import find_runs, is_comparison, scheme_filter
from patronage.tracking.store import Store
from patronage.tracking.ui import HOST, PORT
from patronage.tracking.view import save_view

View = Literal["table", "chart", "cards", "compare", "comparison"]
MODES = {"table": "TABLE", "chart": "CHART", "cards": "ARTIFACT"}
WORKFLOW = {"workflowType": "machine_learning"}


def link(store: Store, *, job: str, view: View = "table", port: int = PORT) -> str:
    """Return where MLflow's UI shows the runs of a job.

    `table` has metrics in columns, `chart` a section per prefix of their names,
    `cards` segments against schemes, `compare` any artifact of schemes side by side,
    and `comparison` the report of the run that compares whole schemes.

    Raises
    ------
    TrackingError
        If the job has no runs (for `comparison`: no such run), or the store does not
        answer.
    """
    found = find_runs(store, job=job)
    if not found:
        raise TrackingError(f"no run of job '{job}' is in '{store.experiment}'.")
    experiment = found[0].info.experiment_id
    if view == "comparison":
        return _address(store, port, _report_of(found, store, job), WORKFLOW)
    if view == "compare":
        schemes = [run for run in found if not is_comparison(run)]
        return _address(store, port, "compare-runs", _compared(schemes, experiment))
    query = {**WORKFLOW, "compareRunsMode": MODES[view]}
    query |= _selection(store, found, job)
    return _address(store, port, f"experiments/{experiment}/runs", query)


def _selection(store: Store, found: Sequence[Any], job: str) -> dict[str, str]:
    """Choose the runs, and their columns where the store keeps our view of them."""
    if save_view(store, found, job=job):
        return {"viewStateShareKey": job}
    return {"searchFilter": scheme_filter(job)}


def _report_of(found: Sequence[Any], store: Store, job: str) -> str:
    """The page of the report of the last comparison."""
    comparisons = [run for run in found if is_comparison(run)]
    if not comparisons:
        raise TrackingError(f"no comparison of job '{job}' is in '{store.experiment}'.")
    last = max((run.info for run in comparisons), key=lambda info: info.start_time)
    where = f"experiments/{last.experiment_id}/runs/{last.run_id}"
    return f"{where}/artifacts/report.html"


def _compared(found: Sequence[Any], experiment: str) -> dict[str, str]:
    return {
        "runs": json.dumps([run.info.run_id for run in found]),
        "experiments": json.dumps([experiment]),
        **WORKFLOW,
    }


def _address(store: Store, port: int, page: str, query: Mapping[str, str]) -> str:
    served = store.uri.startswith(("http://", "https://"))
    root = without_secrets(store.uri.rstrip("/")) if served else f"http://{HOST}:{port}"
    return f"{root}/#/{page}?{urlencode(query, quote_via=quote)}"
