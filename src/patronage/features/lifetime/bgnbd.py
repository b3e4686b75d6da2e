"""The BG/NBD model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from patronage.features.lifetime.beta_geometric import BetaGeometricParameters
from patronage.features.lifetime.estimator import LifetimeEstimator


@dataclass(frozen=True)
class BGNBDParameters(BetaGeometricParameters):
    """r, alpha, a and b of the BG/NBD: one can leave after a repeat purchase only."""

    early_tosses: ClassVar[int] = 0


class BGNBD(LifetimeEstimator):
    """Poisson purchases, and a chance to leave after each repeat purchase.

    Fader, Hardie & Lee (2005a, Marketing Science 24:275). Who has not bought again
    has had no chance to leave, and his P(alive) is 1 by construction: it says nothing
    of him, and is not to be used as a measure of loyalty.
    """

    model = BGNBDParameters
