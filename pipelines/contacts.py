"""Contacts that were made with customers in the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from patronage import io
from patronage.tables import CONTACTS

if TYPE_CHECKING:
    from pipelines.shared import Shared

KEPT = ("customer_id", "responded")


def of_kinds(shared: Shared, kinds: Sequence[str]) -> pd.DataFrame:
    """Return `customer_id` and `responded` of contacts of these kinds; may be empty."""
    if not shared.folder.path(CONTACTS).exists():
        return pd.DataFrame({name: [] for name in KEPT})
    table = io.read_arrow(CONTACTS, shared.folder)
    as_of = date.fromisoformat(shared.facts["as_of"])
    since = as_of - timedelta(days=shared.facts["window_days"])
    day, asked = table["contacted_day"], pa.array(list(kinds), pa.string())
    within = pc.and_(pc.greater(day, since), pc.less_equal(day, as_of))
    chosen = table.filter(pc.and_(within, pc.is_in(table["kind"], value_set=asked)))
    return pd.DataFrame({name: chosen[name].to_pandas() for name in KEPT})
