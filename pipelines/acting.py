"""What is known of the customers of a loyalty scheme when lists are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage import io, lists
from patronage.errors import QualityError
from patronage.tables import LEDGER, SEGMENTS
from pipelines import purchases, schemes
from pipelines.purchases import Purchases

if TYPE_CHECKING:
    from patronage.study.loyalty import Loyalty
    from pipelines.shared import Shared

RETAILERS, PROBLEM = "retailer_lists", "problem"


@dataclass(frozen=True)
class Acting:
    """The customers of the quadrant scheme, as the lists see them."""

    shared: Shared
    plan: lists.Lists

    @cached_property
    def loyalty(self) -> Loyalty:
        """The quadrants.

        Raises
        ------
        InputError
            If the scheme is not fitted on the present features.
        QualityError
            If it could place nobody.
        """
        name = self.shared.cfg.quadrants.name
        schemes.require(self.shared.folder, name)
        if self.shared.loyalty is None:
            raise QualityError(
                f"lists: somebody should have a quadrant; scheme '{name}' could place "
                "nobody."
            )
        return self.shared.loyalty

    @property
    def keys(self) -> list[str]:
        """Keys of the quadrants."""
        return [name.key for name in self.loyalty.scheme.segment_names]

    @cached_property
    def customers(self) -> pd.DataFrame:
        """All that lists may look at, a row per customer."""
        loyalty, shared = self.loyalty, self.shared
        known = lists.known_customers(
            shared.features,
            loyalty.segments,
            loyalty.memberships,
            loyalty.axes,
            keys=self.keys,
        )
        placed = self._with_problems(self._with_clusters(known))
        return self._with_adoptions(self._with_history(placed))

    def _with_clusters(self, known: pd.DataFrame) -> pd.DataFrame:
        """Add the cluster of each customer, if the clusterer is fitted."""
        name = self.shared.cfg.clustering.name
        if not schemes.is_current(self.shared.folder, name):
            return known
        found = schemes.read_segments(self.shared.folder, name)
        cluster = found.set_index("customer_id")["segment"].reindex(
            known["customer_id"]
        )
        return known.assign(cluster=cluster.where(cluster >= 0).to_numpy(np.float64))

    def _with_problems(self, known: pd.DataFrame) -> pd.DataFrame:
        """Say who stands on the problem list, if the lists of retailers are fitted."""
        column = self.plan.reach.problem
        if column in known or not schemes.is_current(self.shared.folder, RETAILERS):
            return known
        scheme = io.load_model(self.shared.folder.model(RETAILERS))
        keys = [name.key for name in scheme.segment_names]
        found = schemes.read_segments(self.shared.folder, RETAILERS)
        problem = found["segment"] == keys.index(PROBLEM)
        listed = known["customer_id"].isin(found.loc[problem, "customer_id"])
        return known.assign(**{column: listed.to_numpy(bool)})

    def _with_history(self, known: pd.DataFrame) -> pd.DataFrame:
        """Add two earlier segments, where `pipelines.migrate` has left them."""
        main, name = self.shared.folder, self.loyalty.scheme.name
        folder = io.Folder(main.data, f"{main.source}.migration")
        if name not in folder.schemes():
            return known
        told = io.read(SEGMENTS, folder, scheme=name)
        days = sorted(told["as_of"].unique())
        if len(days) < 2 or days[-1] > pd.Timestamp(self.shared.facts["as_of"]):
            return known
        sides = [told[told["as_of"] == day] for day in days]
        return lists.with_history(known, sides[0], sides[-1], keys=self.keys)

    def _with_adoptions(self, known: pd.DataFrame) -> pd.DataFrame:
        """Add who adopts early, if a list asks and the ledger has products."""
        asking = (
            e for e in self.plan.chosen.values() if isinstance(e, lists.LeadUsers)
        )
        leading = next(asking, None)
        if leading is None or not purchases.offers(self.shared.folder, "product_id"):
            return known
        first = date.fromisoformat(io.metadata(LEDGER, self.shared.folder)["first_day"])
        as_of = date.fromisoformat(self.shared.facts["as_of"])
        origin = (first - date(1970, 1, 1)).days
        return leading.with_adoptions(
            known, Purchases(self.shared.folder, as_of), origin
        )
