"""Which quadrants live in each cluster: METHODS B6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from patronage.ragged import ratio

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

MAJORITY = 0.5
FEWEST = 50
NONE = -1


@dataclass(frozen=True)
class CutAxes:
    """The table `axes` of a quadrant scheme, and where each axis is cut, in order."""

    table: pd.DataFrame
    cuts: Mapping[str, float]


def quadrant_mix(
    clusters: pd.DataFrame,
    quadrants: pd.DataFrame,
    names: pd.DataFrame,
    memberships: pd.DataFrame | None = None,
    axes: CutAxes | None = None,
) -> pd.DataFrame:
    """Return which quadrants live in each cluster: a row per cluster.

    `share_<segment_id>` for every quadrant in `names`, also an empty one: the mean
    membership of the cluster's customers, or without `memberships` how many of them
    are placed there. `lift_<segment_id>` is that share over the share among all;
    `purity` the largest share, `entropy` 0 for one quadrant and 1 for equal shares.
    `majority_*` names the quadrant with half of the cluster or more, "mixed" without
    one. With `axes`, `centroid_quadrant_*` names the one in which the cluster's mean
    lies, and `reversed` says that this is not the majority's: the cluster is skewed,
    and the majority is right. No claim should be made of a cluster that is `small`.
    What cannot be said is NaN, or empty text.
    """
    height = int(clusters["segment"].max()) + 1 if len(clusters) else 0
    told = _hard(quadrants) if memberships is None else memberships
    share, customers = _profile(clusters, told, (height, len(names)))
    known = customers > 0
    overall = ratio(customers @ np.where(known[:, None], share, 0), customers.sum())
    lift = ratio(share, np.broadcast_to(overall, share.shape))
    best = np.where(known, _majority(share), NONE)
    centre = np.full(height, NONE) if axes is None else _centres(clusters, axes, height)
    return pd.DataFrame(
        {
            "segment": np.arange(height),
            "customers": customers,
            **{f"share_{s}": share[:, i] for i, s in enumerate(names["segment_id"])},
            **{f"lift_{s}": lift[:, i] for i, s in enumerate(names["segment_id"])},
            "purity": share.max(1, initial=0.0),
            "entropy": np.where(known, _entropy(share), np.nan),
            "majority_en": _called(best, names["name_en"], known, "mixed"),
            "majority_zh": _called(best, names["name_zh"], known, "混合"),
            "centroid_quadrant_en": _called(centre, names["name_en"], known, ""),
            "centroid_quadrant_zh": _called(centre, names["name_zh"], known, ""),
            "reversed": (best != centre) & (best != NONE) & (centre != NONE),
            "small": customers < FEWEST,
        }
    )


def quadrant_sizes(quadrants: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Return a row per quadrant, also for an empty one: `customers`, `share`, `small`.

    Below 50 customers no claims should be made of a quadrant.
    """
    placed = quadrants.loc[quadrants["segment"] >= 0, "segment"].to_numpy(np.int64)
    customers = np.bincount(placed, minlength=len(names))
    share = customers / max(len(placed), 1)
    columns = ["segment", "segment_id", "name_en", "name_zh"]
    return names[columns].assign(
        customers=customers, share=share, small=customers < FEWEST
    )


def circularity(
    cluster_columns: Sequence[str], axis_columns: Sequence[str]
) -> list[str]:
    """Return the columns that the clusters and the axes both look at, in order.

    Where there are any, that clusters fall into quadrants is partly by construction.
    """
    of_axes = set(axis_columns)
    return [each for each in dict.fromkeys(cluster_columns) if each in of_axes]


def _hard(quadrants: pd.DataFrame) -> pd.DataFrame:
    """Quadrants as memberships that know no doubt."""
    return quadrants.loc[quadrants["segment"] >= 0].assign(probability=1.0)


def _profile(
    clusters: pd.DataFrame, memberships: pd.DataFrame, shape: tuple[int, int]
) -> tuple[FloatArray, IntArray]:
    """Mean membership of each cluster's customers, and how many have any."""
    told = memberships[["customer_id", "segment", "probability"]]
    placed = clusters.loc[clusters["segment"] >= 0, ["customer_id", "segment"]]
    joined = placed.merge(told, on="customer_id", suffixes=("", "_of_quadrant"))
    joined = joined.sort_values(["customer_id", "segment_of_quadrant"])
    cells = joined["segment"] * shape[1] + joined["segment_of_quadrant"]
    weights = joined["probability"].to_numpy(np.float64)
    total = np.bincount(cells.to_numpy(np.int64), weights, shape[0] * shape[1])
    once = joined.drop_duplicates("customer_id")["segment"].to_numpy(np.int64)
    customers = np.bincount(once, minlength=shape[0])
    return ratio(total.reshape(shape), customers[:, None]), customers


def _majority(share: FloatArray) -> IntArray:
    """Which quadrant has half of the row or more, -1 for none."""
    if share.shape[1] == 0:
        return np.full(len(share), NONE)
    return np.where(share.max(1) >= MAJORITY, share.argmax(1), NONE)


def _entropy(share: FloatArray) -> FloatArray:
    filled = np.where(share > 0, share, 1.0)
    entropy: FloatArray = -(filled * np.log(filled)).sum(1)
    return entropy / np.log(max(2, share.shape[1]))


def _centres(clusters: pd.DataFrame, axes: CutAxes, height: int) -> IntArray:
    """In which quadrant the mean of each cluster lies; the first axis counts double."""
    columns = list(axes.cuts)
    known = axes.table[["customer_id", *columns]].dropna()
    joined = clusters[["customer_id", "segment"]].merge(known, on="customer_id")
    ordered = joined[joined["segment"] >= 0].sort_values("customer_id")
    means = ordered.groupby("segment")[columns].mean()
    high = (means >= pd.Series(dict(axes.cuts))).to_numpy(np.int64)
    quadrant = pd.Series(2 * high[:, 0] + high[:, 1], index=means.index)
    return quadrant.reindex(np.arange(height), fill_value=NONE).to_numpy(np.int64)


def _called(
    quadrant: IntArray, names: pd.Series[str], known: NDArray[np.bool_], without: str
) -> pd.Series[str]:
    """Name quadrants; -1 is `without`, and empty where nobody is known."""
    called = [*names, without]
    said = [called[q] if k else "" for q, k in zip(quadrant, known, strict=True)]
    return pd.Series(said, dtype="str")
