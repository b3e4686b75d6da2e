"""Fewer customers than segments asked for, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.clustering.rows import Rows


def require_customers(wanted: int, n: int) -> None:
    """Raise QualityError where there are fewer customers than segments."""
    if n < wanted:
        raise QualityError(
            f"clustering: {wanted} segments need as many customers; got {n}."
        )


def require_distinct(wanted: int, rows: Rows) -> None:
    """Raise QualityError where fewer than `wanted` customers can be told apart."""
    distinct = len(rows.values)
    if distinct < wanted:
        alike = ": one distinct point, use k = 1" if distinct == 1 else ""
        raise QualityError(
            f"clustering: {wanted} segments need as many distinct customers; "
            f"got {distinct} of {rows.counts.sum()}{alike}."
        )
