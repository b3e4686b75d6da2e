"""Whether the data support two axes and four quadrants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.quadrants.axis_findings import (
    constant_axes,
    distinct_axes,
    off_diagonal,
)
from patronage.quadrants.finding import Finding
from patronage.quadrants.quadrant_finding import QuadrantGates, quadrant_finding
from patronage.quadrants.state_bic import state_bic
from patronage.quadrants.state_findings import four_states, too_few

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray, SegmentName


@dataclass(frozen=True, kw_only=True)
class Support:
    """What the tests of the quadrants have found.

    `rho` is None where an axis is constant, `off_diagonal` where nobody is placed, and
    `bic` (by number of states, one to four) is empty where it cannot be computed; then
    a finding says so. `supported` tells by segment key whether a quadrant is supported.
    """

    findings: tuple[Finding, ...]
    bic: Mapping[int, float]
    supported: Mapping[str, bool]

    @property
    def rho(self) -> float | None:
        """Spearman correlation of the axes."""
        return self._value("axes_distinct")

    @property
    def off_diagonal(self) -> float | None:
        """Share of the placed customers who are high on one axis alone."""
        return self._value("off_diagonal_share")

    @property
    def axes_not_distinct(self) -> bool:
        """Whether the quadrants degenerate to one dimension, or to a point."""
        return any(each.status == "failed" for each in self.findings)

    @property
    def table(self) -> pd.DataFrame:
        """A row per test, with what it means in both languages; no value is missing."""
        return pd.DataFrame(
            [
                {
                    "test": each.test,
                    "value": float(each.value),
                    "gate": float(each.gate),
                    "passed": each.status == "passed",
                    "status": each.status,
                    "customers": each.customers,
                    "sentence_en": each.en,
                    "sentence_zh": each.zh,
                }
                for each in self.findings
            ]
        )

    def sentences(self, language: str = "en") -> list[str]:
        """Return what was found, test by test."""
        return [_said(each, language) for each in self.findings]

    def warnings(self, language: str = "en") -> list[str]:
        """Return what must stand beside the quadrants: the tests not passed."""
        found = [each for each in self.findings if each.status != "passed"]
        return [_said(each, language) for each in found]

    def _value(self, test: str) -> float | None:
        found = [each.value for each in self.findings if each.test == test]
        return found[0] if found else None


def support_of(
    scores: pd.DataFrame,
    segment: IntArray,
    probability: FloatArray,
    names: Sequence[SegmentName],
    gates: QuadrantGates | None = None,
) -> Support:
    """Test the axes, the number of states, and each quadrant.

    Parameters
    ----------
    scores : frame of shape (n, 2)
        A column per axis, named for it; NaN where unknown.
    segment : array of shape (n,)
        The official quadrant of each customer (`Quadrants`); -1 for none.
    probability : array of shape (n,)
        How surely each customer belongs there.
    names : sequence of SegmentName
        Names of the four quadrants, in the order of `Quadrants`.
    gates : QuadrantGates
        What a quadrant needs to be supported.
    """
    gates = gates or QuadrantGates()
    axes = pd.DataFrame(scores)
    known = axes.to_numpy(np.float64)
    known = known[np.isfinite(known).all(axis=1)]
    known = known[np.lexsort(known.T)]  # sums in an order that is not the customers'
    constant = tuple(constant_axes(known, [str(name) for name in axes.columns]))
    told = not constant and len(known) >= gates.min_customers
    bic = state_bic(known) if told else {}
    quadrants = {
        name.key: quadrant_finding(name, probability[segment == place], gates)
        for place, name in enumerate(names)
    }
    findings = [
        *(constant or [distinct_axes(known)]),
        *_off_diagonal(segment[segment >= 0]),
        *(four_states(bic, len(known)) if told else ()),
        *_too_few(len(known), gates),
        *quadrants.values(),
    ]
    supported = {key: each.status == "passed" for key, each in quadrants.items()}
    return Support(findings=tuple(findings), bic=bic, supported=supported)


def _off_diagonal(placed: IntArray) -> Iterator[Finding]:
    if len(placed):
        yield off_diagonal(placed)


def _too_few(n: int, gates: QuadrantGates) -> Iterator[Finding]:
    if n < gates.min_customers:
        yield too_few(n, gates.min_customers)


def _said(finding: Finding, language: str) -> str:
    return finding.zh if language == "zh" else finding.en
