"""Read back what was logged."""

from __future__ import annotations

from typing import Any

import pandas as pd

from patronage.errors import TrackingError
from patronage.tracking.client import answering, connect
from patronage.tracking.store import Store, check, database

STAGE, COMPARISON = "stage", "compare"


def runs(store: Store, *, job: str) -> pd.DataFrame:
    """Return a row per run of a job, by name.

    Columns are run_id, name, status, then `metrics.<name>`, `params.<name>` and
    `tags.<name>`, as in MLflow's own search.
    """
    rows = [_row(run) for run in find_runs(store, job=job)]
    return pd.DataFrame(rows, columns=None if rows else ["run_id", "name", "status"])


def last_job(store: Store, *, source: str | None = None) -> str | None:
    """Return the id of the job tracked last (on a source), None without any.

    A store that does not exist yet is not made.
    """
    if store.uri.startswith("sqlite:") and not database(store).exists():
        return None
    found = _search(store, f"tags.source = '{source}'" if source else "")
    newest = max(found, key=lambda run: run.info.start_time, default=None)
    return None if newest is None else str(newest.data.tags["job"])


def find_runs(store: Store, *, job: str) -> list[Any]:
    """Return MLflow's own runs of a job, by name."""
    found = _search(store, job_filter(job))
    return sorted(found, key=lambda run: (run.info.run_name, run.info.run_id))


def _search(store: Store, query: str) -> list[Any]:
    check(store)
    client = connect(store.uri)
    with answering(store.uri):
        experiment = client.get_experiment_by_name(store.experiment)
        if experiment is None:
            return []
        return list(client.search_runs([experiment.experiment_id], query))


def job_filter(job: str) -> str:
    """Return the search that finds the runs of a job."""
    if "'" in job or "\\" in job:
        raise TrackingError(f"a job's id may not hold quotes; got '{job}'.")
    return f"tags.job = '{job}'"


def scheme_filter(job: str) -> str:
    """Return the search that finds the runs of a job but those that compare others."""
    return f"{job_filter(job)} AND tags.{STAGE} != '{COMPARISON}'"


def is_comparison(run: Any) -> bool:
    """Whether a run compares the others of its job."""
    return bool(run.data.tags.get(STAGE) == COMPARISON)


def _row(run: Any) -> dict[str, Any]:
    head = {
        "run_id": run.info.run_id,
        "name": run.info.run_name,
        "status": run.info.status,
    }
    metrics = {f"metrics.{key}": value for key, value in run.data.metrics.items()}
    params = {f"params.{key}": value for key, value in run.data.params.items()}
    tags = {f"tags.{key}": value for key, value in run.data.tags.items()}
    return {**head, **metrics, **params, **tags}
