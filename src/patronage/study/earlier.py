"""The same customers some weeks earlier, as one model of features describes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd

from patronage import compare, features, io
from patronage.tables import LEDGER

if TYPE_CHECKING:
    from patronage.study.describing import Describing

FAMILY = "family"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Features of an earlier day, and the matrices of both days.

    Customers whose features lie within `within` standard deviations of what they were
    behave alike on both days.
    """

    features: pd.DataFrame
    matrix: pd.DataFrame
    matrix_now: pd.DataFrame
    within: float

    @cached_property
    def steady(self) -> pd.Index:
        """Who behaves alike."""
        return compare.steady_customers(
            self.matrix, self.matrix_now, within=self.within
        )


def day_before(as_of: str, gap_days: int, folder: io.Folder) -> date | None:
    """Return the day so long before; None where no ledger tells of it."""
    if not folder.path(LEDGER).exists():
        return None
    day = date.fromisoformat(as_of)
    first = date.fromisoformat(io.metadata(LEDGER, folder)["first_day"])
    is_known = gap_days <= (day - first).days
    return day - timedelta(days=gap_days) if is_known else None


def features_of(
    described: Describing, model: features.FeatureModel, dictionary: pd.DataFrame
) -> pd.DataFrame:
    """Describe everybody on the day, by a model that was fitted before.

    Only the families of which `dictionary` tells are made.
    """
    told = set(dictionary[FAMILY])
    families = {n: each for n, each in described.families.items() if n in told}
    function = partial(features.describe, families=families, days=described.days)
    raw = described.batches(described.files, function)
    tables = (model.transform(features.without_outcomes(each)) for each in raw)
    return pd.concat(tables, ignore_index=True)
