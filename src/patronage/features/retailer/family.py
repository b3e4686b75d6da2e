"""What a retailer does for us, and how he stands among his peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.features import periods
from patronage.features.retailer.allocation import Allocation
from patronage.features.retailer.coverage import IndicatorCoverage
from patronage.features.retailer.credit import Credit
from patronage.features.retailer.dimension import PeerDimension
from patronage.features.retailer.events import of_kind, tells
from patronage.features.retailer.peer_indicator import PeerIndicator
from patronage.features.retailer.tenure import tenure
from patronage.schema import Column
from patronage.shrinkage import ShrunkRate

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]
    Indicators = Mapping[str, PeerIndicator]

EVENT = ("order_day", "events")
TIME = ("order_day",)
RAW = (
    *Allocation.columns,
    *Credit.columns,
    Column("participations", "events", "activities taken part in", EVENT, "evidence"),
    Column(
        "participation_months",
        "months",
        "length of tenure in the window",
        EVENT,
        "evidence",
    ),
    Column("participation_rate", "events/month", "activities a month", EVENT, "score"),
    Column("partner_years", "years", "length of the cooperation", TIME, "evidence"),
    Column(
        "tenure_score",
        "0 to 100",
        "length of the cooperation, of which each year adds less",
        TIME,
        "score",
    ),
)
SCORED = ("credit_score", "tenure_score")


@dataclass(frozen=True, kw_only=True)
class RetailerFeatures:
    """Score retailers 0 to 100 on contribution, support, credit, tenure and influence.

    `contribution`, `support` and `influence` name indicators, columns of any family
    made before this one: each is ranked among the peers, customers who are alike in
    the columns `peers`, or among all where these are fewer than `min_peers`. One that
    the source does not offer is left out, and counts against `retailer_coverage`.

    `participation` is the kind of event of taking part in an activity, and
    `tenure_field` a numeric customer field of the years of cooperation, used where the
    source has it.
    """

    contribution: Indicators
    support: Indicators
    influence: Indicators
    peers: Sequence[str] = ()
    min_peers: int = 30
    allocation: Allocation = field(default_factory=Allocation)
    credit: Credit = field(default_factory=Credit)
    participation: str = "participation"
    tenure_field: str | None = None

    columns: ClassVar[tuple[Column, ...]] = (
        *RAW,
        Column("contribution_score", "0 to 100", "what he brings", (), "score"),
        Column("support_score", "0 to 100", "how he works with us", (), "score"),
        Column("influence_score", "0 to 100", "whom he reaches", (), "score"),
        Column(
            "retailer_coverage",
            "share",
            "declared indicators that are known",
            (),
            "evidence",
        ),
    )

    @property
    def learned(self) -> dict[str, Learned]:
        """The rate of participation, and the dimensions that stand among peers."""
        return {
            "participation_rate": ShrunkRate("participations", "participation_months"),
            "contribution_score": self._among_peers(self.contribution),
            "support_score": self._among_peers(self.support),
            "influence_score": self._among_peers(self.influence),
            "retailer_coverage": IndicatorCoverage(self._indicators),
        }

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer for each column that the source allows."""
        return {
            **self.allocation(batch),
            **self.credit(batch),
            **self._participation(batch),
            **tenure(batch, self.tenure_field),
        }

    def _among_peers(self, indicators: Indicators) -> PeerDimension:
        return PeerDimension(indicators, peers=self.peers, min_peers=self.min_peers)

    @property
    def _indicators(self) -> dict[str, PeerIndicator]:
        """All that are declared, by dimension and name."""
        ranked = {
            f"{dimension}/{name}": indicator
            for dimension in ("contribution", "support", "influence")
            for name, indicator in getattr(self, dimension).items()
        }
        return ranked | {name: PeerIndicator(columns=[name]) for name in SCORED}

    def _participation(self, batch: CustomerBatch) -> Values:
        if not tells(batch, self.participation):
            return {}
        took_part = of_kind(batch, self.participation)["at_day"].counts
        return {
            "participations": took_part.astype(np.float64),
            "participation_months": periods.exposure_months(batch),
        }
