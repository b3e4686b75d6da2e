"""What a test of the quadrants has found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "warning", "failed"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A test, its value against its gate, on how many customers, and what that means.

    `failed` is what makes the quadrants degenerate, `warning` what a reader must know.
    """

    test: str
    value: float
    gate: float
    status: Status
    customers: int
    en: str
    zh: str
