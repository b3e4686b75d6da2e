"""How far two labelings of the same customers agree, and which segments go on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.segments import FloatArray, IntArray

Counts = NDArray[np.int64]

SAME = 0.5
PART = 0.3
# How the manual of fpc (Hennig 2007) reads the mean Jaccard of a cluster over
# bootstraps: below the first it is dissolved, from the others on valid, highly stable.
DISSOLVED, VALID, HIGHLY_STABLE = 0.60, 0.75, 0.85
PREDICTED = 0.8  # Tibshirani & Walther 2005: from here on clusters are found again


class Fate(StrEnum):
    """What became of segments."""

    KEPT = "kept"
    SPLIT = "split"
    MERGED = "merged"
    BORN = "born"
    DIED = "died"


@dataclass(frozen=True, kw_only=True)
class Event:
    """The old and the new segments that one event is about."""

    fate: Fate
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Which old segment goes on as which new one (`matched`), and every event.

    Each segment is in an event; in two only where a part of a split is merged.
    """

    matched: dict[int, int]
    events: tuple[Event, ...]


def contingency(
    a: IntArray, b: IntArray, shape: tuple[int, int] | None = None
) -> Counts:
    """Count customers by segment of `a` (rows) and of `b` (columns).

    Labels run from 0; a row with a negative label in either is left out. `shape` is
    the number of segments of each, where some may be empty.

    >>> contingency(np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]))
    array([[2, 0],
           [1, 1]])
    """
    both = (a >= 0) & (b >= 0)
    largest = int(a.max(initial=-1)) + 1, int(b.max(initial=-1)) + 1
    rows, columns = largest if shape is None else shape
    cells = a[both] * columns + b[both]
    return np.bincount(cells, minlength=rows * columns).reshape(rows, columns)


def adjusted_rand_index(counts: Counts) -> float:
    """Agreement beyond chance (Hubert & Arabie 1985, eq. 5); 1 is identity.

    >>> renamed = contingency(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    >>> adjusted_rand_index(renamed)
    1.0
    """
    pairs = _pairs(counts.ravel())
    rows, columns = _pairs(counts.sum(1)), _pairs(counts.sum(0))
    total = _pairs(counts.sum(keepdims=True).ravel())
    beyond_chance = 2 * (pairs * total - rows * columns)
    at_most = (rows + columns) * total - 2 * rows * columns
    return beyond_chance / at_most if at_most else 1.0


def jaccard(counts: Counts) -> FloatArray:
    """Overlap over union for every pair of segments, in the shape of `counts`."""
    union = counts.sum(1, keepdims=True) + counts.sum(0, keepdims=True) - counts
    return np.divide(counts, union, out=np.zeros(counts.shape), where=union > 0)


def align(counts: Counts) -> dict[int, int]:
    """Match segments of rows to segments of columns so that most customers stay.

    The Hungarian method on the overlap; where the numbers of segments differ, the
    surplus stays unmatched.
    """
    rows, columns = linear_sum_assignment(counts, maximize=True)
    return dict(zip(rows.tolist(), columns.tolist(), strict=True))


def align_centroids(old: FloatArray, new: FloatArray) -> dict[int, int]:
    """Match old to new segments that have no common customers.

    A pair is matched where each centroid, of shape (k, p), is the other's nearest:
    a sum of distances, as in `align`, would also match what is far apart.
    """
    distances = cdist(old, new)
    there, back = distances.argmin(axis=1), distances.argmin(axis=0)
    mutual = np.flatnonzero(back[there] == np.arange(len(old)))
    return {int(row): int(there[row]) for row in mutual}


def lineage(
    counts: Counts, centroids: tuple[FloatArray, FloatArray] | None = None
) -> Lineage:
    """Tell how old segments (rows of `counts`) became new ones (columns).

    A pair is matched if the Jaccard of their customers is at least .5; as aligning on
    common customers would match it, but for ties, and by no numbers. Of two that are
    each one exact half neither goes on. Without any common customer pairs are matched
    by the old and new `centroids`, if these are given.
    An old segment is *split* if two or more new ones each take at least 30 % of its
    customers (those in both segmentations), not counting new ones that are matched to
    other old ones; so one part at most is matched. *Merged* is the mirror: a new
    segment gets at least 30 % of its customers from each of two or more old ones, not
    counting old ones that are matched to other new ones. Of the rest, matched pairs are
    *kept*, unmatched new segments *born* and unmatched old ones *died*.

    >>> halves = lineage(np.array([[5, 5, 0], [0, 0, 10]]))
    >>> [(event.fate.name, event.old, event.new) for event in halves.events]
    [('SPLIT', (0,), (0, 1)), ('KEPT', (1,), (2,))]
    """
    matched = _matched(counts, centroids)
    back = {new: old for old, new in matched.items()}
    split = [
        Event(fate=Fate.SPLIT, old=(old,), new=parts)
        for old, parts in _parted(counts, back)
    ]
    merged = [
        Event(fate=Fate.MERGED, old=parts, new=(new,))
        for new, parts in _parted(counts.T, matched)
    ]
    told = [*split, *merged]
    return Lineage(matched=matched, events=(*told, *_plain(counts, matched, told)))


def _plain(
    counts: Counts, matched: dict[int, int], told: list[Event]
) -> Iterator[Event]:
    """Yield the events of the segments of which nothing is told yet."""
    told_old = {old for event in told for old in event.old}
    told_new = {new for event in told for new in event.new}
    for old, new in matched.items():
        if old not in told_old:
            yield Event(fate=Fate.KEPT, old=(old,), new=(new,))
    for new in sorted({*range(counts.shape[1])} - told_new - {*matched.values()}):
        yield Event(fate=Fate.BORN, old=(), new=(new,))
    for old in sorted({*range(len(counts))} - told_old - {*matched}):
        yield Event(fate=Fate.DIED, old=(old,), new=())


def _matched(
    counts: Counts, centroids: tuple[FloatArray, FloatArray] | None
) -> dict[int, int]:
    if centroids is not None and not counts.any():
        return align_centroids(*centroids)
    same = jaccard(counts) >= SAME
    alone = (same.sum(0, keepdims=True) == 1) & (same.sum(1, keepdims=True) == 1)
    old, new = np.nonzero(same & alone)
    return dict(zip(old.tolist(), new.tolist(), strict=True))


def _parted(
    counts: Counts, taken: dict[int, int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each row of which two or more columns, not taken by others, get a part."""
    for row, cells in enumerate(counts):
        parts = np.flatnonzero(cells >= max(PART * cells.sum(), 1)).tolist()
        own = tuple(part for part in parts if taken.get(part, row) == row)
        if len(own) > 1:
            yield row, own


def cramers_v(counts: Counts) -> float:
    """Association between two labelings, 0 to 1 (Cramér 1946)."""
    kept = counts[counts.sum(1) > 0][:, counts.sum(0) > 0]
    n, smaller = kept.sum(), min(kept.shape) - 1
    if n == 0 or smaller < 1:
        return 0.0
    expected = np.outer(kept.sum(1), kept.sum(0)) / n
    return float(np.sqrt(((kept - expected) ** 2 / expected).sum() / (n * smaller)))


def _pairs(sizes: Counts) -> int:
    """Count pairs in Python's integers, which no number of customers overflows."""
    return sum(n * (n - 1) // 2 for n in sizes.tolist())
