"""Records of customers, of which each day sees one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from pandas.api.extensions import take

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.ragged import Ragged

Attributes = dict[str, Any]


def standing(
    since: Ragged, attributes: Mapping[str, Any], as_of: int
) -> tuple[Attributes, NDArray[np.bool_]]:
    """Return what each customer's last record up to `as_of` says, and who has one.

    `since` are the days on which records begin to stand, `attributes` have a value
    per record. Who has no record yet has no value.
    """
    begun = np.less_equal(since.values, as_of)
    counts = since.like(begun).sum()
    place = np.where(counts > 0, since.offsets[:-1] + counts - 1, -1)
    stood = {name: take(v, place, allow_fill=True) for name, v in attributes.items()}
    return stood, counts > 0
