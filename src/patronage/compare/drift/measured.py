"""Customers of today, held against what a model remembers: the table `drift`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from patronage.compare.drift.reference import (
    ALL,
    BIN,
    CATEGORY,
    FEATURE,
    OTHER,
    SEGMENT,
    binned,
    centres,
    is_column,
    labelled,
    numbers,
    segment_shares,
    was_missing,
)
from patronage.compare.drift.stability_index import (
    band,
    chance_of,
    critical_index,
    stability_index,
)
from patronage.compare.drift.two_samples import distance, sample, scale
from patronage.tables.drift import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.segments import FloatArray

    Row = dict[str, object]

COLUMNS = ["subject", "kind", "band", *AMOUNTS]
SEGMENTS, CENTRE, CONFIDENCE = "segments", "centre", "confidence"
NOTED, ALARMING = 0.25, 0.5


def drift(
    reference: pd.DataFrame, features: pd.DataFrame, segments: pd.DataFrame
) -> pd.DataFrame:
    """Return the table `drift`: a row per feature, segment and measure.

    `features` and `segments` are of today, by the champion's own models. Of a feature:
    the stability index over the deciles of the reference with its critical value, its
    mean before and now and their difference in standard deviations (`shift`), how many
    times its median size is what it was (`scale`), what is missing, and the two-sample
    Kolmogorov-Smirnov test. How often chance does either, `psi_p` and `p_adjusted`, is
    adjusted over the features by Benjamini & Hochberg (1995). Kind
    "segments" is the index of their shares, "segment" the share of each, "centre" how
    far its centre has moved (root mean square over the features, in standard
    deviations: noted above .25, alarming above .5), and "confidence" the mean margin.
    """
    active = features[features["status"] == "ok"]
    kept = {str(name): rows for name, rows in reference.groupby("subject", sort=False)}
    n_before = float(_values(kept[ALL], "n")[0])
    known = [name for name in kept if name in active and is_column(kept[name])]
    rows = [_of_feature(kept[name], active[name], n_before) for name in known]
    rows += _of_segments(kept[SEGMENT], segments, n_before)
    rows += _of_centres(kept, active, segments)
    table = pd.DataFrame(rows).reindex(columns=COLUMNS)
    table = table.astype(dict.fromkeys(AMOUNTS, "float64"))
    is_feature = table["kind"].isin((FEATURE, CATEGORY))
    return table.assign(
        psi_p=table["psi_p"].where(~is_feature, _adjusted(table["psi_p"], is_feature)),
        p_adjusted=_adjusted(table["p"], is_feature),
    )


def _adjusted(p: pd.Series, among: pd.Series) -> pd.Series:
    """The p-values of those that were tested, NaN of the others."""
    tested = p[among & p.notna()]
    if tested.empty:
        return pd.Series(np.nan, index=p.index)
    found = false_discovery_control(tested.to_numpy())
    return pd.Series(found, index=tested.index).reindex(p.index)


def _of_feature(kept: pd.DataFrame, column: pd.Series, n_before: float) -> Row:
    if not (kept["kind"] == BIN).any():
        return _of_label(kept, column, n_before)
    values = numbers(column)
    if values is None:  # what was a number is none: nobody has a value
        values = np.full(len(column), np.nan)
    bins = kept[kept["kind"] == BIN]
    before = bins["share"].to_numpy()
    edges = bins["value"].to_numpy()
    now = binned(values, edges[np.isfinite(edges)])
    now = now if len(bins) > 1 else np.array([now[-1], 1 - now[-1]])
    before = before if len(bins) > 1 else np.array([1.0, 0.0])
    used = (before > 0) | (now > 0)
    return {
        **_index(before[used], now[used], n_before, len(values)),
        **_moments(kept, values, n_before),
        "subject": str(column.name),
        "kind": FEATURE,
        "missing_before": was_missing(kept),
        "missing_now": float(np.isnan(values).mean()) if len(values) else 0.0,
    }


def _index(before: FloatArray, now: FloatArray, n: float, m: int) -> Row:
    index, critical = stability_index(before, now), critical_index(n, m, len(now))
    told = {"psi": index, "psi_critical": critical, "band": band(index, critical)}
    return {**told, "psi_p": chance_of(index, n, m, len(now))}


def _moments(kept: pd.DataFrame, values: FloatArray, n_before: float) -> Row:
    """Means, scale, and the test of two samples."""
    points, known = _values(kept, "point"), values[~np.isnan(values)]
    if not len(points) or not len(known):
        return {}
    mean, sd = (float(_values(kept, kind)[0]) for kind in ("mean", "sd"))
    before = sample(points, n_before * (1 - was_missing(kept)))
    apart, p = distance(before, sample(np.sort(known), len(known)))
    return {
        "before": mean,
        "now": float(known.mean()),
        "shift": (float(known.mean()) - mean) / sd if sd > 0 else np.nan,
        "scale": scale(points, known),
        "ks": apart,
        "p": p,
    }


def _of_label(kept: pd.DataFrame, column: pd.Series, n_before: float) -> Row:
    """Of labels that were not there the index tells too: they are `other`."""
    before = kept[kept["kind"] == CATEGORY].set_index("label")["share"]
    now = labelled(column)
    now = now.groupby(now.index.where(now.index.isin(before.index), OTHER)).sum()
    now = now.reindex(before.index).fillna(0.0)
    used = ((before > 0) | (now > 0)).to_numpy()
    shares = before.to_numpy()[used], now.to_numpy()[used]
    return {
        **_index(*shares, n_before, len(column)),
        "subject": str(column.name),
        "kind": CATEGORY,
        "before": float(before.get(OTHER, 0.0)),
        "now": float(now.get(OTHER, 0.0)),
        "missing_before": was_missing(kept),
        "missing_now": float(column.isna().mean()) if len(column) else 0.0,
    }


def _of_segments(
    kept: pd.DataFrame, segments: pd.DataFrame, n_before: float
) -> Iterator[Row]:
    shares = kept[kept["kind"] == "share"].set_index("label")["share"]
    now = segment_shares(segments)
    found = now.set_axis(now.index.astype("str")).reindex(shares.index).fillna(0.0)
    pair = shares.to_numpy(), found.to_numpy()
    placed = int((segments["segment"] >= 0).sum())
    yield {
        **_index(*pair, n_before, placed),
        "subject": SEGMENTS,
        "kind": SEGMENTS,
        "before": n_before,
        "now": float(placed),
        "shift": float(np.abs(pair[0] - pair[1]).sum() / 2),
    }
    for label, before, after in zip(shares.index, *pair, strict=True):
        yield _plain(f"segment {label}", SEGMENT, float(before), float(after))
    margins = kept[kept["kind"] == "margin"].set_index("label")["value"]
    sure = float((margins * shares).sum(min_count=1))
    yield _plain(CONFIDENCE, CONFIDENCE, sure, float(segments["margin"].mean()))


def _plain(subject: str, kind: str, before: float, now: float) -> Row:
    told = {"subject": subject, "kind": kind, "band": "stable"}
    return {**told, "before": before, "now": now, "shift": now - before}


def _of_centres(
    kept: dict[str, pd.DataFrame], active: pd.DataFrame, segments: pd.DataFrame
) -> Iterator[Row]:
    """How far each segment's centre is from where it was."""
    apart: dict[str, list[float]] = {}
    placed = segments[segments["segment"] >= 0]
    for segment, name, value in centres(active, placed):
        rows = kept.get(name)
        if rows is None or not (rows["kind"] == "sd").any():
            continue
        before = rows[(rows["kind"] == "centre") & (rows["label"] == segment)]["value"]
        sd = float(_values(rows, "sd")[0])
        if len(before) and sd > 0 and np.isfinite([value, before.iloc[0]]).all():
            apart.setdefault(segment, []).append((value - before.iloc[0]) / sd)
    for segment, shifts in sorted(apart.items()):
        moved = float(np.sqrt(np.mean(np.square(shifts))))
        far = "major" if moved > ALARMING else "moderate" if moved > NOTED else "stable"
        yield {
            "subject": f"centre {segment}",
            "kind": CENTRE,
            "band": far,
            "shift": moved,
        }


def _values(kept: pd.DataFrame, kind: str) -> FloatArray:
    found: FloatArray = kept.loc[kept["kind"] == kind, "value"].to_numpy(np.float64)
    return found
