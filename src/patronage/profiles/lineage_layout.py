"""Where segments and what went between them lie in the figure of their lineage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from patronage.profiles.flows import Flows

if TYPE_CHECKING:
    from collections.abc import Mapping

Side = Literal["old", "new"]

SIDES: tuple[Side, Side] = ("old", "new")
NOWHERE = ""


@dataclass(frozen=True, eq=False)
class LineageLayout:
    """A table `lineage`, laid out as blocks (segments) and ribbons (customers)."""

    lineage: pd.DataFrame

    @cached_property
    def flows(self) -> Flows:
        """All customers of both sides; who has no segment on one comes from nowhere."""
        table = pd.concat([self._pairs, self._alone("old"), self._alone("new")])
        return Flows(table=table, states=self.states, days=SIDES)

    @cached_property
    def states(self) -> list[str]:
        """Ids from the top: the old ones, each followed by what mostly came of it."""
        old = sorted({*self._pairs["before"], *self._ids("old")})
        place = {identity: float(turn) for turn, identity in enumerate(old)}
        largest = self._pairs.sort_values("customers").groupby("after")["before"].last()
        born = sorted(self._ids("new") - set(old))
        place |= {each: place.get(largest.get(each), len(old)) + 0.5 for each in born}
        return [*sorted(place, key=lambda each: place[each]), NOWHERE]

    @cached_property
    def pair_fates(self) -> Mapping[tuple[str, str], str]:
        """What each pair of an old and a new id is."""
        first = self.lineage.drop_duplicates(["old_id", "new_id"])
        pairs = zip(first["old_id"], first["new_id"], strict=True)
        return dict(zip(pairs, first["fate"], strict=True))

    def fates(self, side: Side) -> Mapping[str, str]:
        """What became of each segment of a side; of two fates the first is told."""
        events = self.lineage[self.lineage["fate"] != "moved"]
        own = events[events[f"{side}_id"] != NOWHERE].drop_duplicates(f"{side}_id")
        return dict(zip(own[f"{side}_id"], own["fate"], strict=True))

    def names(self, side: Side, language: str) -> Mapping[str, str]:
        """What the segments of a side are called."""
        ids, told = (self.lineage[f"{side}_{key}"] for key in ("id", language))
        return dict(zip(ids, told, strict=True))

    @cached_property
    def _pairs(self) -> pd.DataFrame:
        both = self.lineage[(self.lineage[["old_id", "new_id"]] != NOWHERE).all(axis=1)]
        named = both.rename(columns={"old_id": "before", "new_id": "after"})
        columns = ["before", "after", "customers"]
        return named[columns].drop_duplicates(["before", "after"])

    def _ids(self, side: Side) -> set[str]:
        return {*self.lineage[f"{side}_id"]} - {NOWHERE}

    def _alone(self, side: Side) -> pd.DataFrame:
        """Count the customers of each segment whom the other side has in none."""
        here, there = ("before", "after") if side == "old" else ("after", "before")
        own = self.lineage[self.lineage[f"{side}_id"] != NOWHERE]
        whole = own.groupby(f"{side}_id")[f"{side}_customers"].first()
        met = self._pairs.groupby(here)["customers"].sum()
        left = whole - met.reindex(whole.index, fill_value=0)
        ids = np.asarray(whole.index, dtype=object)
        return pd.DataFrame({here: ids, there: NOWHERE, "customers": left.to_numpy()})
