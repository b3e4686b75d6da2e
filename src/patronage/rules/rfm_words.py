"""Why a customer is in a group of recency, frequency and money."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from patronage.rfm_groups import N_NAMED_SCORES, RFM_GROUPS, Grid, rfm_group
from patronage.rules.bilingual import Bilingual
from patronage.segments import Explanation

if TYPE_CHECKING:
    from patronage.segments import FloatArray

EN = ("recency", "frequency", "money")
ZH = ("最近购买", "购买频次", "消费金额")
CELLS = np.array(list(product(range(1, N_NAMED_SCORES + 1), repeat=len(EN))), np.int64)


@dataclass(frozen=True, kw_only=True)
class RFMWords(Bilingual):
    """Explain groups in one language ("en" or "zh")."""

    grid: Grid

    def of(self, scores: FloatArray) -> Explanation:
        """Return three scores in words, and the next better group."""
        if np.isnan(scores).any():
            return Explanation(because=self.say("there are no scores.", "没有评分。"))
        here = scores.astype(np.int64)
        group = int(rfm_group(*here[:, None], grid=self.grid)[0])
        labels = zip(self._labels, here.tolist(), strict=True)
        name, joint = RFM_GROUPS[group], self.say(", ", "，")
        said = joint.join(f"{label} {score}" for label, score in labels)
        return Explanation(
            because=self.say(
                f"scores from 1 to {N_NAMED_SCORES}: {said}; that is {name.en}.",
                f"评分（1–{N_NAMED_SCORES}）：{said}，属于{name.zh}。",
            ),
            next_step=self._next(here, group),
        )

    def _next(self, here: np.ndarray, group: int) -> str:
        groups = rfm_group(*CELLS.T, grid=self.grid)
        better = (here <= CELLS).all(axis=1) & (groups < group)
        if not better.any():
            return ""
        cells, reached = CELLS[better], groups[better]
        best = np.lexsort((reached, (cells - here).sum(1)))[0]
        steps = zip(self._labels, (cells[best] - here).tolist(), strict=True)
        way = self.say(" and ", "、").join(
            self.say(f"{step} more of {label}", f"{label}提高 {step} 分")
            for label, step in steps
            if step
        )
        name = RFM_GROUPS[int(reached[best])]
        return self.say(f"{way} reach {name.en}.", f"{way}即可成为{name.zh}。")

    @property
    def _labels(self) -> tuple[str, ...]:
        return ZH if self.language == "zh" else EN
