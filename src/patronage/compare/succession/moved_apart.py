"""Whether customers moved, or the model did: both snapshots by both models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

SIDES = ("old_by_old", "new_by_old", "old_by_new", "new_by_new")
UNCHANGED, CUSTOMERS, MODEL, BOTH = (
    "unchanged",
    "moved_customers",
    "moved_model",
    "moved_both",
)
CAUSES = (UNCHANGED, CUSTOMERS, MODEL, BOTH)
NOBODY = Said(
    "Nobody has a segment on both days by both models.",
    "没有客户在两个日期都被两个模型归入细分。",
)


def moved_apart(
    old_by_old: pd.DataFrame,
    new_by_old: pd.DataFrame,
    old_by_new: pd.DataFrame,
    new_by_new: pd.DataFrame,
) -> MovedApart:
    """Part the change of segments into what customers did and what the model did.

    Each table has `customer_id` and `segment_id`, empty where somebody is in no
    segment: the old and the new snapshot, as the old and the new model place them.
    Customers count who are placed in all four.
    """
    tables = (old_by_old, new_by_old, old_by_new, new_by_new)
    ids = [table.set_index("customer_id")["segment_id"] for table in tables]
    placed = pd.concat(ids, axis=1, join="inner", keys=SIDES)
    return MovedApart(placed=placed[(placed != "").all(axis=1)])


@dataclass(frozen=True, eq=False, kw_only=True)
class MovedApart:
    """Why customers are in another segment than before.

    `placed` has a row per customer, and the segment id by each of `SIDES`.
    """

    placed: pd.DataFrame

    @property
    def causes(self) -> pd.Series[str]:
        """Of each customer one of `CAUSES`.

        Who is in another segment (old snapshot by the old model, against new by new)
        was moved by what would have done so alone: a new snapshot, or a new model;
        by both if either would have, or neither.
        """
        told = self._told
        changed, customers, model = (
            told[name] for name in ("changed", "by_customers", "by_model")
        )
        cases = [~changed, customers & ~model, model & ~customers]
        found = np.select(cases, CAUSES[:3], BOTH)
        return pd.Series(found, index=told.index, dtype="str")

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The causes as shares of all customers; empty where there are none.

        `changed` is the sum of `moved_customers`, `moved_model` and `moved_both`; and
        of `shapley_customers` and `shapley_model`, each the mean of what its cause adds
        when it comes first and when it comes last (Shapley 1953). Of those, one is
        negative where it takes back more of the other's change than it makes.
        """
        means = self._counted.drop(columns="segment_id").mean()
        return {str(name): float(v) for name, v in means.dropna().items()}

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table `moved`: the same of each old segment, and its `customers`."""
        groups = self._counted.groupby("segment_id")
        told = groups.mean().reset_index()
        told.insert(1, "customers", groups.size().to_numpy(np.int64))
        return told

    @property
    def sentences(self) -> list[Said]:
        """What a reader should take from it."""
        if self.placed.empty:
            return [NOBODY]
        n = f"{len(self.placed):,}"
        told = {name: f"{share:.1%}" for name, share in self.shares.items()}
        return [
            Said(
                f"Of {n} customers with a segment on both days, {told['changed']} "
                f"changed it: {told[CUSTOMERS]} because they moved, {told[MODEL]} "
                f"because the model did, {told[BOTH]} for both reasons.",
                f"两个日期都有细分的 {n} 位客户中，{told['changed']} 换了细分："
                f"{told[CUSTOMERS]} 因客户自身变化，{told[MODEL]} 因模型变化，"
                f"{told[BOTH]} 两者兼有。",
            ),
            Said(
                f"Whichever comes first, on average customers account for "
                f"{told['shapley_customers']} and the model for "
                f"{told['shapley_model']}.",
                f"不论先后次序，平均而言客户变化占 {told['shapley_customers']}，"
                f"模型变化占 {told['shapley_model']}。",
            ),
        ]

    @cached_property
    def _told(self) -> pd.DataFrame:
        """Whether the end differs from the start, and what either alone would do."""
        start, customers, model, end = (self.placed[side] for side in SIDES)
        flags = {"changed": end, "by_customers": customers, "by_model": model}
        return pd.DataFrame({name: side != start for name, side in flags.items()})

    @cached_property
    def _counted(self) -> pd.DataFrame:
        """A row per customer, whose means are the shares."""
        changed, customers, model = self._told.astype(np.float64).to_numpy().T
        causes = self.causes
        return pd.DataFrame(
            {
                "segment_id": self.placed[SIDES[0]].astype("str"),
                **{each: (causes == each).astype(np.float64) for each in CAUSES},
                "changed": changed,
                "shapley_customers": (customers + changed - model) / 2,
                "shapley_model": (model + changed - customers) / 2,
            }
        )
