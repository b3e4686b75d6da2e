"""How what customers say is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from patronage.feedback.delivered_value import DeliveredValue


@dataclass(frozen=True, kw_only=True)
class Listening:
    """Which contacts are surveys, and how delivered value is weighed."""

    survey_kinds: Sequence[str] = ("survey",)
    delivered_value: DeliveredValue = field(default_factory=DeliveredValue)
