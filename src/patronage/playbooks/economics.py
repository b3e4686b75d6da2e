"""What is to be supposed when segments are given money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from patronage.playbooks.resources import Resources
from patronage.playbooks.retention import WhatIf


@dataclass(frozen=True, kw_only=True)
class Economics:
    """The resources there are, and the what-if of keeping more customers.

    `value` names columns of what customers bring in the window, the first that is
    known counts; `contactable` the column that says who may be contacted. `tolerance`
    is how far service may be from what is due before it is called a misfit. A segment
    of fewer than `min_size` customers is too small to act on. A redeemed point of a
    programme costs `point_cost`.
    """

    resources: Resources = field(default_factory=Resources)
    what_if: WhatIf = field(default_factory=WhatIf)
    value: Sequence[str] = ("margin_total", "monetary_total")
    contactable: str = "contactable"
    tolerance: float = 0.25
    min_size: int = 30
    point_cost: float | None = None
