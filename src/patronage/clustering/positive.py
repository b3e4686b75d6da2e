"""Settings that say how many."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from patronage.clustering.choice import listed
from patronage.errors import ConfigError

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator


def require_positive(estimator: BaseEstimator, *names: str) -> None:
    """Refuse settings by which nothing would be tried.

    Raises
    ------
    ConfigError
        If one is not a whole number, or below 1; all are told at once.
    """
    values = {name: getattr(estimator, name) for name in names}
    got = [
        f"{name} = {value}"
        for name, value in values.items()
        if not isinstance(value, Integral) or value < 1
    ]
    if got:
        raise ConfigError(
            f"clustering: {listed(names)} should be whole numbers, 1 or more; "
            f"got {', '.join(got)}."
        )
