"""Which new segments go on from which old ones: METHODS D8."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.agreement import Event, Fate, Lineage, contingency, lineage
from patronage.compare.succession.succession import Succession
from patronage.errors import QualityError
from patronage.segments import segment_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from patronage.segments import FloatArray, IntArray


def heirs(  # noqa: PLR0913 - two sides, what the old one is called, and how to match
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    names: pd.DataFrame,
    n_segments: int,
    next_id: int,
    fixed: bool = False,
    centroids: tuple[FloatArray, FloatArray] | None = None,
) -> Succession:
    """Say which of a challenger's segments go on from those of the champion.

    A new segment inherits id and name where it is matched with an old one (Jaccard of
    common customers at least .5, see `agreement.lineage`); every other gets a fresh id.

    Parameters
    ----------
    before, after
        The tables `segments` of champion and challenger, of one and the same day.
    names
        The table `names` of the champion.
    n_segments
        How many segments the challenger has.
    next_id
        The number of the next id; no number below it is ever given again.
    fixed
        Whether segments are declared, as of rules: then ids go by number alone, and
        names are those that are declared now.
    centroids
        Of the old and the new segments, each of shape (k, p), in the same units: what
        is matched by where nobody is in a segment of both.

    Raises
    ------
    QualityError
        If the champion has an id that `next_id` would give again.
    """
    ids = names.sort_values("segment")["segment_id"].tolist()
    _check(ids, next_id)
    sides = before.merge(after, on="customer_id", suffixes=("_before", "_after"))
    old, new = (sides[f"segment_{at}"].to_numpy(np.int64) for at in ("before", "after"))
    counts = contingency(old, new, (len(ids), n_segments))
    went = _by_number(*counts.shape) if fixed else lineage(counts, centroids)
    kept = {to: ids[number] for number, to in went.matched.items()}
    fresh = [number for number in range(n_segments) if number not in kept]
    born = {number: segment_id(next_id - 1 + at) for at, number in enumerate(fresh)}
    return Succession(
        old_names=names,
        segment_ids=tuple((kept | born)[number] for number in range(n_segments)),
        next_id=next_id + len(fresh),
        went=went,
        counts=counts,
        sizes=(_sizes(before, len(ids)), _sizes(after, n_segments)),
        as_of=after["as_of"].max(),
        fixed=fixed,
    )


def _by_number(n_old: int, n_new: int) -> Lineage:
    """Match segments that have the same number."""
    matched = {number: number for number in range(min(n_old, n_new))}
    return Lineage(matched=matched, events=tuple(_numbered(n_old, n_new)))


def _numbered(n_old: int, n_new: int) -> Iterator[Event]:
    for number in range(max(n_old, n_new)):
        old = (number,) if number < n_old else ()
        new = (number,) if number < n_new else ()
        fate = Fate.BORN if not old else Fate.KEPT if new else Fate.DIED
        yield Event(fate=fate, old=old, new=new)


def _sizes(segments: pd.DataFrame, n_segments: int) -> IntArray:
    """Count the customers of every segment, also of those that the other side lacks."""
    placed = segments.loc[segments["segment"] >= 0, "segment"].to_numpy(np.int64)
    return np.bincount(placed, minlength=n_segments).astype(np.int64)


def _check(ids: list[str], next_id: int) -> None:
    largest = max((int(each.removeprefix("S")) for each in ids), default=0)
    if next_id <= largest:
        raise QualityError(
            "next_id should be beyond every id in use, as none is given twice; "
            f"got {next_id}, with {segment_id(largest - 1)} in use."
        )
