"""Indicators in the order in which people were asked about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def in_order(given: Sequence[str] | None, names: Sequence[str]) -> list[str]:
    """Return the names in the order that is given; that of the utilities without one.

    Raises
    ------
    ConfigError
        If these are not the same names.
    """
    if given is None:
        return list(names)
    if sorted(given) != sorted(names):
        raise ConfigError(
            f"names should be the indicators {', '.join(names)}, in the order of the "
            f"judgements; got {', '.join(given)}."
        )
    return list(given)


def placed(
    weights: FloatArray, given: Sequence[str], names: Sequence[str]
) -> FloatArray:
    """Return weights in the order of `names`."""
    return weights[[list(given).index(name) for name in names]]
