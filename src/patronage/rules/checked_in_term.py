"""Customers whose class was not checked within its term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.rules.finding import Check, findings

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class CheckedInTerm(Check):
    """Look for classes that were checked too long ago, or never."""

    column: str = "class_checked_months"
    term_months: float = 12.0

    @property
    def needed(self) -> list[str]:
        """The months since the last check."""
        return [self.column]

    def __call__(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return whose class is to be checked now."""
        months = features[self.column].to_numpy(np.float64)
        here = ~(months <= self.term_months)
        return findings(features, here, [self._told(each) for each in months[here]])

    def _told(self, months: float) -> tuple[str, ...]:
        term = f"{self.term_months:g}"
        if np.isnan(months):
            never = "the class was never checked", "类别从未核查"
            return "never_checked", term, "", *never
        return (
            "overdue",
            term,
            f"{months:g}",
            f"the class was checked {months:g} months ago; its term is {term}",
            f"类别已 {months:g} 个月未核查，期限为 {term} 个月",
        )
