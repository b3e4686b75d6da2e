"""New segments with the ids and names of those that they go on from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.agreement import Event, Lineage, align
from patronage.compare.succession.lineage_table import lineage_table
from patronage.compare.succession.naming import renamed
from patronage.segments import SegmentName

if TYPE_CHECKING:
    from patronage.agreement import Counts
    from patronage.segments import IntArray


@dataclass(frozen=True, eq=False, kw_only=True)
class Succession:
    """Which of a challenger's segments go on from the champion's; made by `heirs`.

    `segment_ids` are those of the new segments, by number; `next_id` is the number of
    the next one that is born. `counts` are the common customers by old segment (rows)
    and new (columns), `sizes` all customers of the old and of the new segments.
    """

    old_names: pd.DataFrame
    segment_ids: tuple[str, ...]
    next_id: int
    went: Lineage
    counts: Counts
    sizes: tuple[IntArray, IntArray]
    as_of: pd.Timestamp
    fixed: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """What became of the segments, by their numbers."""
        return self.went.events

    @cached_property
    def inherited(self) -> dict[int, SegmentName]:
        """Names to keep, by new number; declared segments are called as declared."""
        if self.fixed:
            return {}
        table = self.old_names.sort_values("segment")
        rows = [table[name].tolist() for name in ("segment_id", "name_en", "name_zh")]
        names = [
            SegmentName(key=key, en=en, zh=zh)
            for key, en, zh in zip(*rows, strict=True)
        ]
        return {new: names[old] for old, new in self.went.matched.items()}

    @property
    def churn(self) -> float:
        """Share of customers outside the pairs of segments that align best.

        Of those with a segment on both sides; NaN where nobody has one on both. Pairs
        are those of the Hungarian method, also where too few are common for an id to go
        on: a segment that is split in halves does not move all its customers.
        """
        total = self.counts.sum()
        if not total:
            return np.nan
        pairs = self.went.matched if self.fixed else align(self.counts)
        return float(1 - sum(int(self.counts[pair]) for pair in pairs.items()) / total)

    def named(self, made: pd.DataFrame) -> pd.DataFrame:
        """Return the table `names` of the new version.

        `made` is the challenger's own: what goes on keeps id and name, all else has
        the name made for it, with its id where the champion has used that name.
        """
        own = made.sort_values("segment", ignore_index=True)
        with_ids = own.assign(segment_id=pd.Series(self.segment_ids, dtype="str"))
        if self.fixed:
            return with_ids
        return renamed(own, with_ids, self.inherited, self.old_names)

    def told(self, names: pd.DataFrame) -> pd.DataFrame:
        """Return the table `lineage`; `names` are those of the new version."""
        return lineage_table(
            self.went.events,
            self.counts,
            sizes=self.sizes,
            names=(self.old_names, names),
            as_of=self.as_of,
        )
