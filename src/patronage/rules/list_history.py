"""Since when a customer stands on his list, and on which he stood before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def with_previous(
    rows: pd.DataFrame, previous_rows: pd.DataFrame | None, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Add `previous_list` and `changed_on` to the rows of a day.

    `previous_rows` are those of an earlier day, with both columns. Who stands where he
    stood keeps both; who has moved was on the list of that day, and moved on `as_of`.
    Who is listed for the first time has no previous list.
    """
    if previous_rows is None:
        return rows.assign(previous_list=None, changed_on=as_of)
    before = previous_rows.set_index("customer_id").reindex(rows["customer_id"])
    then = before["list"].to_numpy(object)
    stayed = then == rows["list"].to_numpy(object)
    last: NDArray[Any] = np.where(
        stayed, before["previous_list"].to_numpy(object), then
    )
    since = before["changed_on"].astype("datetime64[us]").to_numpy()
    return rows.assign(
        previous_list=pd.Series(last).where(pd.notna(last), None).to_numpy(),
        changed_on=np.where(stayed, since, np.datetime64(as_of, "us")),
    )
