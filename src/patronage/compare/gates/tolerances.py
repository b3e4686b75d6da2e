"""How much worse a challenger may be, and how sure a gain must be."""

from __future__ import annotations

from dataclasses import dataclass, fields

from patronage.errors import ConfigError

FEWEST_RESAMPLES = 20


@dataclass(frozen=True, kw_only=True)
class Tolerances:
    """Bounds between a challenger and the champion.

    Parameters
    ----------
    stability, silhouette
        How far a challenger may stay behind the champion.
    usefulness
        What counts as no difference in what customers do next: a gain must exceed it
        beyond chance, and so must a loss that speaks against the challenger.
    max_churn
        Largest share of customers who may change their segment, unless drift is due.
    min_share, min_customers
        Smallest segment, as a share of the customers placed and in customers.
    resamples
        How often customers are drawn again.
    level
        Chance that a challenger no better than the champion is promoted.

    Raises
    ------
    ConfigError
        If a bound is negative, or a share or the level is above 1.

    >>> Tolerances(max_churn=0.4).max_churn
    0.4
    """

    stability: float = 0.02
    silhouette: float = 0.02
    usefulness: float = 0.005
    max_churn: float = 0.30
    min_share: float = 0.03
    min_customers: int = 30
    resamples: int = 200
    level: float = 0.02

    def __post_init__(self) -> None:
        """Refuse what cannot be a bound."""
        wrong = [
            f"{field.name} {getattr(self, field.name):g}"
            for field in fields(self)
            if not self._fits(field.name)
        ]
        if wrong:
            raise ConfigError(f"a tolerance is outside its range: {', '.join(wrong)}.")

    def _fits(self, name: str) -> bool:
        value = getattr(self, name)
        if name == "resamples":
            return bool(value >= FEWEST_RESAMPLES)
        if name == "level":
            return bool(0 < value < 0.5)
        return bool(0 <= value <= (float("inf") if name == "min_customers" else 1))
