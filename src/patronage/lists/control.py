"""Who is left alone, so that it can be told later what acting has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

TREAT, CONTROL, NO_ACTION = "treat", "control", "no_action"
RANGE = 1 << 64


def groups(
    customer_id: Iterable[str], *, of: str, seed: int, control_share: float
) -> NDArray[np.str_]:
    """Return "treat" or "control" for each customer of the list called `of`.

    It is a matter of the seed, the list and the customer alone: whoever else stands
    on the list, and in whatever order, a customer's group stays the same.
    """
    limit = round(control_share * RANGE)
    held = [_number(f"{seed}\x1f{of}\x1f{each}") < limit for each in customer_id]
    return np.where(np.array(held, dtype=bool), CONTROL, TREAT)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
