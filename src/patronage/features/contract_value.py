"""What a contract is still worth, where customers leave at a constant rate.

A margin is paid per period, a customer stays from one period to the next with
probability `retention`, and money is discounted at `discount` per period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from patronage.segments import FloatArray


def simple_clv(margin: ArrayLike, *, retention: float, discount: float) -> FloatArray:
    """Return m r / (1 + i - r), the first payment being a period ahead.

    Source: Gupta & Lehmann (2003).

    Raises
    ------
    ConfigError
        If retention is not 0 to 1, or the sum of payments has no end.
    """
    check_retention(retention, discount)
    return np.asarray(margin, np.float64) * retention / (1 + discount - retention)


def simple_clv_paid_ahead(
    margin: ArrayLike, *, retention: float, discount: float
) -> FloatArray:
    """Return m (1 + i) / (1 + i - r): as `simple_clv`, with a payment today."""
    later = simple_clv(margin, retention=retention, discount=discount)
    return np.asarray(margin, np.float64) + later


def simple_clv_of_periods(
    margin: ArrayLike, *, retention: float, discount: float, n_periods: int
) -> FloatArray:
    """Return the first `n_periods` payments of `simple_clv`."""
    whole = simple_clv(margin, retention=retention, discount=discount)
    return whole * (1 - (retention / (1 + discount)) ** n_periods)


def per_month(yearly_rate: float) -> float:
    """Return the rate a month that compounds to this rate a year."""
    return float((1 + yearly_rate) ** (1 / 12) - 1)


def check_retention(retention: float, discount: float) -> None:
    """Refuse a retention that is no share, or under which value has no end.

    Raises
    ------
    ConfigError
        If it is not 0 to 1, or not below 1 + `discount`.
    """
    if not (0 <= retention <= 1 and retention < 1 + discount):
        raise ConfigError(
            f"features: 'retention' should be 0 to 1 and below 1 + the discount rate "
            f"of a period ({discount:.4g}); got {retention:g}."
        )
