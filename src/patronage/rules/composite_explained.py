"""Why a customer has his value, and what would bring him into the next tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.rules.amounts import percent, rounded_up
from patronage.rules.appraisal import SLACK, Appraised
from patronage.segments import Explanation

if TYPE_CHECKING:
    import pandas as pd

    from patronage.rules.composite_value import CompositeValue
    from patronage.segments import FloatArray

DECIMALS = 3
SAID = {
    "en": {
        "value": "value {value:.3f} of 1, mostly from {parts}.",
        "part": "{column} {told} (utility {utility:.2f}, weight {weight})",
        "and": " and ",
        "step": "{gap} more value reaches {tier}: {column} {then} in place of "
        "{now}, all else equal.",
        "none": "{gap} more value reaches {tier}; no single indicator is enough.",
        "unknown": "{coverage} of the weight is known, and a value needs "
        "{least}: no tier.",
    },
    "zh": {
        "value": "综合价值 {value:.3f}（满分 1），主要来自 {parts}。",
        "part": "{column} {told}（效用 {utility:.2f}，权重 {weight}）",
        "and": "和 ",
        "step": "再提高 {gap} 即可达到{tier}：只需 {column} 由 {now} 变为 {then}。",
        "none": "再提高 {gap} 即可达到{tier}；仅靠单项指标不足以达到。",
        "unknown": "已知权重 {coverage}，至少需要 {least}，无法定档。",
    },
}


def explained(
    scheme: CompositeValue, features: pd.DataFrame, language: str
) -> list[Explanation]:
    """Return a sentence per row, and the next step where a better tier exists."""
    appraisal = scheme.appraisal_
    said = _Said(
        scheme,
        appraisal(features),
        {n: each.numbers(features) for n, each in appraisal.indicators_.items()},
        appraisal.regions(features),
        language,
    )
    segments = scheme.membership(features).segment
    return [said.of(row, int(segment)) for row, segment in enumerate(segments)]


@dataclass(frozen=True)
class _Said:
    """What is known of some customers, to be told of one after another."""

    scheme: CompositeValue
    found: Appraised
    values: Mapping[str, FloatArray]
    regions: NDArray[np.str_]
    language: str

    def of(self, row: int, segment: int) -> Explanation:
        """Tell of one customer."""
        if segment < 0:
            known, least = self.found.coverage[row], self.scheme.coverage
            return Explanation(
                because=self._say(
                    "unknown", coverage=percent(known), least=percent(least)
                )
            )
        because = self._say(
            "value",
            value=self.found.value[row],
            parts=SAID[self.language]["and"].join(self._largest_parts(row)),
        )
        return Explanation(because=because, next_step=self._next_step(row, segment))

    def _largest_parts(self, row: int) -> list[str]:
        """The two indicators that add most to the value."""
        weights, utilities = self.found.weights[row], self.found.utilities[row]
        added = weights * np.nan_to_num(utilities)
        order = np.argsort(-added, kind="stable")
        names = self.scheme.appraisal_.names
        return [
            self._say(
                "part",
                column=self._column(names[place]),
                told=self._told(names[place], self.values[names[place]][row]),
                utility=utilities[place],
                weight=percent(weights[place]),
            )
            for place in order[:2]
            if weights[place] > 0
        ]

    def _next_step(self, row: int, segment: int) -> str:
        if segment == 0:
            return ""
        edges = self.scheme.tiers_.edges_
        edge = float(edges[segment - 1])
        missing = edge - self.found.value[row]
        if not np.isfinite(missing):
            return ""
        name = self.scheme.segment_names[int((edges > edge).sum())]
        tier = name.zh if self.language == "zh" else name.en
        gap = f"{rounded_up(missing, DECIMALS):.{DECIMALS}f}"
        step = self._single_step(row, missing)
        if step is None:
            return self._say("none", gap=gap, tier=tier)
        which, value = step
        now, column = self._told(which, self.values[which][row]), self._column(which)
        then = self.scheme.appraisal_.indicators_[which].aim(value)
        return self._say("step", gap=gap, tier=tier, column=column, now=now, then=then)

    def _single_step(self, row: int, gap: float) -> tuple[str, float] | None:
        """The heaviest indicator that can close the gap alone, and its value then."""
        appraisal, region = self.scheme.appraisal_, str(self.regions[row])
        weights, utilities = self.found.weights[row], self.found.utilities[row]
        for place in np.argsort(-weights, kind="stable"):
            if weights[place] <= 0:
                break
            wanted = utilities[place] + gap / weights[place]
            if wanted > 1 + SLACK:
                continue
            name = appraisal.names[place]
            value = appraisal.needed(name, min(wanted + SLACK, 1.0), region)
            if np.isfinite(value):
                return name, value
        return None

    def _column(self, name: str) -> str:
        return self.scheme.appraisal_.indicators_[name].column_

    def _told(self, name: str, value: float) -> str:
        return self.scheme.appraisal_.indicators_[name].told(value)

    def _say(self, key: str, **values: object) -> str:
        return SAID[self.language][key].format(**values)
