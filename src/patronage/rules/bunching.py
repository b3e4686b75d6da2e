"""Whether customers buy just enough: more mass above a tier's edge than is smooth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import t as student

from patronage.loggable import Metric
from patronage.rules.edge_windows import (
    ABOVE,
    BELOW,
    FAR_ABOVE,
    FAR_BELOW,
    OUTSIDE,
    EdgeWindows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.rules.edges import Edges
    from patronage.segments import FloatArray, IntArray

BANDWIDTH = 0.05
LEAST_REACH = 1.5  # windows: below it the slope cannot be read
FEWEST = 20
LEVEL = 0.05
COUNTS = ("customers", "below", "above")
FOUND = ("share_above", "expected_share", "excess", "at_edge", "z", "p_value")


def bunching_test(
    panel: pd.DataFrame, edges: Edges, *, bandwidth: float = BANDWIDTH
) -> pd.DataFrame:
    """Hold the customers just above each edge against those just below it.

    Within the bandwidth of an edge those above should be `expected_share`, if the
    density were smooth. Its slope is read beside the window, up to three bandwidths
    away or to the next edge's window (an excluded window, as Saez 2010, AEJ: Economic
    Policy 2:180; one log-linear slope in place of the local lines of McCrary 2008,
    J. Econometrics 142:698). The odds above : below in a window of h are then those
    far above : far below to the power h / (w + h), w where the far parts end. The
    statistic is the log of the observed odds over these; its error that of counts
    clustered by customer (delta method), since the same customer comes back every
    period. One-sided: more above.

    Round numbers attract too: `at_edge` is the share of the window exactly at the edge.

    Parameters
    ----------
    panel : DataFrame
        `customer_id` and `value`, a row per customer and period.
    edges : Edges
        Where tiers meet.
    bandwidth : float
        How near is just above and just below, as a share of the edge.

    Returns
    -------
    DataFrame
        A row per edge: `edge`, `status` ("tested"; "few": below 20 customers in the
        window; "edges_too_close"; "not_positive"), `customers`, `below`, `above`
        (observations), `share_above`, `expected_share`, `excess` (the difference),
        `at_edge`, `z`, `p_value`, and `p_holm`: for as many edges as are tested.
    """
    known = panel[["customer_id", "value"]].dropna()
    customer = pd.factorize(known["customer_id"])[0].astype(np.int64)
    value = known["value"].to_numpy(np.float64)
    rows = []
    for number, edge in enumerate(edges.values):
        found: dict[str, Any] = {"status": "not_positive"}
        if edge > 0:
            windows = EdgeWindows.of(edges, number, bandwidth)
            found = _found(windows, value, customer)
        rows.append({"edge": float(edge), **found})
    table = pd.DataFrame(rows, columns=["edge", "status", *COUNTS, *FOUND])
    table[list(COUNTS)] = table[list(COUNTS)].fillna(0).astype("int64")
    table[list(FOUND)] = table[list(FOUND)].astype("float64")
    return table.assign(p_holm=_holm(table["p_value"].to_numpy(np.float64)))


def _found(
    windows: EdgeWindows, value: FloatArray, customer: IntArray
) -> dict[str, Any]:
    """Return what is seen at one edge, tested where it can be."""
    cell = windows.cells(value)
    inside = cell <= ABOVE
    seen = {
        "customers": len(np.unique(customer[inside])),
        "below": int((cell == BELOW).sum()),
        "above": int((cell == ABOVE).sum()),
        "share_above": float((cell == ABOVE).sum() / max(inside.sum(), 1)),
        "at_edge": float((value == windows.edge).sum() / max(inside.sum(), 1)),
    }
    if windows.far < LEAST_REACH * windows.near:
        return {"status": "edges_too_close", **seen}
    if seen["customers"] < FEWEST:
        return {"status": "few", **seen}
    return {"status": "tested", **seen, **_tested(windows, cell, customer, seen)}


def _tested(
    windows: EdgeWindows, cell: IntArray, customer: IntArray, seen: dict[str, Any]
) -> dict[str, float]:
    """Compare log odds; half an observation more in each window keeps them finite."""
    counts = np.zeros((customer.max() + 1, OUTSIDE + 1))
    np.add.at(counts, (customer, cell), 1.0)
    own = counts[:, :OUTSIDE]
    total, power = own.sum(0) + 0.5, windows.near / (windows.far + windows.near)
    signs = np.zeros(OUTSIDE)
    signs[[BELOW, ABOVE, FAR_BELOW, FAR_ABOVE]] = -1.0, 1.0, power, -power
    pulls = (own / total * signs).sum(1)
    moving = max(int(np.count_nonzero(pulls)), 2)
    error = float(np.sqrt((pulls**2).sum() * moving / (moving - 1)))
    z = float((signs * np.log(total)).sum() / error)
    odds = (total[FAR_ABOVE] / total[FAR_BELOW]) ** power
    expected = float(odds / (1 + odds))
    return {
        "expected_share": expected,
        "excess": seen["share_above"] - expected,
        "z": z,
        "p_value": float(student.sf(z, moving - 1)),
    }


def _holm(p_values: FloatArray) -> FloatArray:
    """Adjust for several tests (Holm 1979, Scand. J. Statistics 6:65); NaN stays."""
    tested = np.flatnonzero(np.isfinite(p_values))
    order = tested[np.argsort(p_values[tested], kind="stable")]
    left = np.arange(len(order), 0, -1)
    adjusted = np.full(len(p_values), np.nan)
    adjusted[order] = np.maximum.accumulate(np.minimum(p_values[order] * left, 1.0))
    return adjusted


def bunching_metrics(table: pd.DataFrame) -> Iterator[Metric]:
    """Yield how many edges could be tested, and at how many customers bunch."""
    tested = table[table["status"] == "tested"]
    yield Metric("movement/bunching_tested", float(len(tested)))
    yield Metric("movement/bunching_found", float((tested["p_holm"] < LEVEL).sum()))
    if len(tested):
        yield Metric("movement/bunching_excess", float(tested["excess"].max()))
