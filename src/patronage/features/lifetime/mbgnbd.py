"""The MBG/NBD model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from patronage.features.lifetime.beta_geometric import BetaGeometricParameters
from patronage.features.lifetime.estimator import LifetimeEstimator


@dataclass(frozen=True)
class MBGNBDParameters(BetaGeometricParameters):
    """r, alpha, a and b of the MBG/NBD: one can leave after the first purchase too."""

    early_tosses: ClassVar[int] = 1


class MBGNBD(LifetimeEstimator):
    """Poisson purchases, and a chance to leave after each purchase.

    Batislam, Denizel & Filiztekin (2007), Wagner & Hoppe (2008). Expected purchases
    are those of the BG/NBD with one toss more: of who has not left at T, p is
    beta(a, b + x + 1).
    """

    model = MBGNBDParameters
