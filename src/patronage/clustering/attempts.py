"""Every candidate fitted, where it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from joblib import Parallel, delayed

from patronage.clustering.choice import listed
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Attempts:
    """The models that could be fitted, and the numbers of those that could not."""

    fitted: list[RepeatableClusterer]
    failed: list[int]


def attempt(
    models: Sequence[RepeatableClusterer], rows: FloatArray, run: Parallel
) -> Attempts:
    """Fit each model to the rows.

    Raises
    ------
    QualityError
        If none can be fitted.
    """
    outcomes = list(run(delayed(_fitted)(model, rows) for model in models))
    failed = [
        model.n_clusters
        for model, outcome in zip(models, outcomes, strict=True)
        if isinstance(outcome, QualityError)
    ]
    if len(failed) == len(models):
        raise _none_of(failed, outcomes[0])
    fitted = [each for each in outcomes if not isinstance(each, QualityError)]
    return Attempts(fitted=fitted, failed=failed)


def with_failed(table: Evaluation, failed: Sequence[int]) -> Evaluation:
    """Return the table with a row for each number that failed, in order of k.

    Of these nothing was measured: NaN, and False for what is either so or not.
    """
    k = np.concatenate([table["k"], np.array(failed, dtype=table["k"].dtype)])
    wider = {name: _padded(column, len(failed)) for name, column in table.items()}
    order = np.argsort(k, kind="stable")
    return {name: column[order] for name, column in {**wider, "k": k}.items()}


def _fitted(
    model: RepeatableClusterer, rows: FloatArray
) -> RepeatableClusterer | QualityError:
    try:
        return model.fit(rows)
    except QualityError as error:
        return error


def _none_of(failed: Sequence[int], first: QualityError) -> QualityError:
    if len(failed) == 1:
        return first
    why = str(first).removeprefix("clustering: ")
    return QualityError(
        f"clustering: some number of segments should fit the customers; none of "
        f"{listed(failed)} does ({failed[0]}: {why.removesuffix('.')})."
    )


def _padded(column: FloatArray, n: int) -> FloatArray:
    missing = np.zeros(n, bool) if column.dtype == bool else np.full(n, np.nan)
    return np.concatenate([column, missing])
