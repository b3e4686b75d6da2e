"""The customers that share a stock, and the stock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage import config, io, supply
from patronage.errors import QualityError
from patronage.tables import BALANCES
from pipelines import schemes

if TYPE_CHECKING:
    from patronage.segments import SegmentScheme
    from pipelines.shared import Shared


@dataclass(frozen=True)
class Entitled:
    """Everybody with a tier or a grade, and what there is for them this month."""

    shared: Shared
    plan: supply.Supply

    @cached_property
    def month(self) -> str:
        """The month after the features' day, or their day's own where it goes on."""
        day = pd.Timestamp(self.shared.facts["as_of"])
        return f"{day + pd.Timedelta(days=1):%Y-%m}"

    @cached_property
    def tiers(self) -> SegmentScheme:
        """The scheme that gives quotas."""
        return self._scheme(self.plan.tiers)

    @cached_property
    def grades(self) -> SegmentScheme:
        """The scheme that gives placements."""
        return self._scheme(self.plan.grades)

    @cached_property
    def customers(self) -> pd.DataFrame:
        """All customers with their tier, grade and balance."""
        tier, grade = self._placed(self.tiers), self._placed(self.grades)
        keys = [
            [name.key for name in s.segment_names] for s in (self.tiers, self.grades)
        ]
        self.plan.entitlement.check(*keys)
        table = tier[["customer_id"]].assign(
            tier=_keys(tier["segment"], keys[0]),
            rank=tier["segment"].where(tier["segment"] >= 0, len(keys[0])),
            grade=_keys(grade["segment"], keys[1]),
            grade_rank=grade["segment"].where(grade["segment"] >= 0) + 1.0,
        )
        return supply.carried(self._flagged(table), self._earlier())

    @cached_property
    def products(self) -> pd.DataFrame:
        """The stock of the month, with what is known of each product.

        Raises
        ------
        QualityError
            If there is no stock for the month, or of a product nothing is known.
        """
        plan = self.plan
        held = io.read_small_csv(
            config.root() / plan.stock, ["month", "product", "quantity"]
        )
        told = [plan.product_class, plan.least_grade]
        known = io.read_small_csv(config.root() / plan.products, ["product", *told])
        now = held[held["month"] == self.month]
        if now.empty:
            raise QualityError(
                f"supply: '{plan.stock}' should have stock of {self.month}; it has "
                f"{', '.join(sorted(held['month'].unique())) or 'nothing'}."
            )
        table = now.merge(known, on="product", how="left")
        self._check_known(table)
        return pd.DataFrame(
            {
                "product_id": table["product"],
                "product_class": table[plan.product_class],
                "stock": pd.to_numeric(table["quantity"], errors="coerce"),
                "least_grade": pd.to_numeric(table[plan.least_grade], errors="coerce"),
            }
        )

    @property
    def n_capped(self) -> int | None:
        """How many tiers rest on volume that was cut; None where nobody can tell."""
        flagged = self.customers.get("tier_from_capped_volume")
        return None if flagged is None else int(flagged.sum())

    def _flagged(self, table: pd.DataFrame) -> pd.DataFrame:
        """Mark whose tier is computed from volume that an allocation had cut."""
        features = self.shared.features
        share = supply.capped(features, self.plan.capped)
        if share is None:
            return table
        by_id = pd.Series(share, index=features["customer_id"])
        often = table["customer_id"].map(by_id) >= self.plan.capped_from
        return table.assign(tier_from_capped_volume=often)

    def _check_known(self, table: pd.DataFrame) -> None:
        unknown = table.loc[table[self.plan.product_class].isna(), "product"]
        if len(unknown):
            raise QualityError(
                f"supply: every product in stock should stand in "
                f"'{self.plan.products}'; missing: {', '.join(sorted(unknown))}."
            )

    def _scheme(self, name: str) -> SegmentScheme:
        schemes.require(self.shared.folder, name)
        found: SegmentScheme = io.load_model(self.shared.folder.model(name))
        return found

    def _placed(self, scheme: SegmentScheme) -> pd.DataFrame:
        found = schemes.read_segments(self.shared.folder, scheme.name)
        return found.sort_values("customer_id", ignore_index=True)

    def _earlier(self) -> pd.DataFrame | None:
        """The balances of the latest month before, if any was parted."""
        place = self.shared.folder.path(BALANCES, self.month).parent
        months = sorted(path.stem for path in place.glob("*.parquet"))
        before = [month for month in months if month < self.month]
        if not before:
            return None
        return io.read(BALANCES, self.shared.folder, scheme=before[-1])


def _keys(segments: pd.Series, keys: list[str]) -> pd.Series:
    return segments.map(dict(enumerate(keys))).astype("str").where(segments >= 0)
