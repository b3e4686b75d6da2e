"""A rule's segments, given where there is no structure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import Membership

NO_STRUCTURE = "no_structure"


def in_its_stead(placed: Membership) -> Membership:
    """Return what a rule placed, with the status that says whose segments they are."""
    status = np.where(placed.status == "ok", NO_STRUCTURE, placed.status)
    return replace(placed, status=status)
