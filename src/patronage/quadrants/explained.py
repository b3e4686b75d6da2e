"""Why a customer is in a quadrant, and what would bring the next better one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from patronage.quadrants.corners import N_QUADRANTS, corners
from patronage.segments import BORDERLINE, UNASSIGNED, Explanation

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.axis import Axis
    from patronage.quadrants.posterior import Posterior
    from patronage.quadrants.scheme import QuadrantScheme
    from patronage.segments import FloatArray, Membership

BEST = N_QUADRANTS - 1
MOST_COLUMNS = 2
HIGH_OF = (2, 1)  # what being high on either axis adds to the quadrant's number


@dataclass(frozen=True)
class Explained:
    """Customers of a quadrant scheme, and the language that they are told in."""

    scheme: QuadrantScheme
    features: pd.DataFrame
    language: str = "en"

    def explanations(self) -> list[Explanation]:
        """Return one for each row, in the order of the rows."""
        if not self.scheme.measurable_:
            return [Explanation(because=self._unmeasured())] * len(self.features)
        return [self._explanation(row) for row in range(len(self.features))]

    @cached_property
    def _scores(self) -> FloatArray:
        return self.scheme.scores(self.features)

    @cached_property
    def _placed(self) -> Membership:
        return self.scheme.membership(self.features)

    @cached_property
    def _posterior(self) -> Posterior:
        return self.scheme.posterior(self.features)

    def _explanation(self, row: int) -> Explanation:
        segment = int(self._placed.segment[row])
        if segment == UNASSIGNED:
            return Explanation(because=self._unplaced(row))
        told = [self._beside_cut(place, row) for place in (0, 1)]
        because = self._say("{}; {}. ", "{}；{}。").format(*told)
        because += self._how_sure(row, segment)
        return Explanation(because=because, next_step=self._next(row, segment))

    def _beside_cut(self, place: int, row: int) -> str:
        """Say how far a score is from the cut, and on which side."""
        score, cut = self._scores[row, place], self.scheme.cut_values_[place]
        far, name = _number(abs(score - cut)), self._label(place)
        shown = _number(score)
        if self.scheme.axes_[place].relative:
            shown = self._say(f"{shown} (of 1)", f"{shown}（满分 1）")
        if score == cut:
            return self._say(
                f"{name} is {shown}, just at the cut, which counts as high",
                f"{name}为 {shown}，恰在分界线上，算作高",
            )
        side = ("above", "高于") if score > cut else ("below", "低于")
        return self._say(
            f"{name} is {shown}, {far} {side[0]} the cut of {_number(cut)}",
            f"{name}为 {shown}，{side[1]}分界线 {_number(cut)} 共 {far}",
        )

    def _how_sure(self, row: int, segment: int) -> str:
        probability = self._posterior.probability[row]
        sure, name = probability[segment], self._name(segment)
        said = self._say(
            f"{name} is the likeliest quadrant, with a probability of {sure:.0%}",
            f"最可能的象限是{name}，概率 {sure:.0%}",
        )
        if self._placed.status[row] == BORDERLINE:
            others = np.where(np.arange(N_QUADRANTS) == segment, -1.0, probability)
            second = int(others.argmax())
            said += self._say(
                f": a borderline case, {self._name(second)} having "
                f"{probability[second]:.0%}",
                f"：处于边界，{self._name(second)}的概率也有 {probability[second]:.0%}",
            )
        point = int(corners(self._scores[[row]], self.scheme.cuts_)[0])
        if point != segment:
            said += self._say(
                f"; the scores alone point to {self._name(point)}, but rest on little",
                f"；仅看得分应为{self._name(point)}，但依据太少",
            )
        return said + self._say(".", "。")

    def _next(self, row: int, segment: int) -> str:
        """Say what brings the next better quadrant: the nearer cut that is missed."""
        if segment == BEST:
            return ""
        missed = [place for place in (0, 1) if not segment & HIGH_OF[place]]
        gaps = [self._gap(place, row) for place in missed]
        place = missed[int(np.argmin(gaps))]
        name = self._name(segment + HIGH_OF[place])
        if min(gaps) <= 0:
            return self._say(
                f"For {name}, {self._label(place)} must stay above its cut with more "
                f"evidence ({self._columns(place)}).",
                f"要成为{name}：{self._label(place)}须凭更多记录保持在分界线之上"
                f"（{self._columns(place)}）。",
            )
        up_to, cut = _number(min(gaps)), _number(self.scheme.cut_values_[place])
        return self._say(
            f"For {name}, {self._label(place)} has to rise by {up_to} to {cut}; it "
            f"rests most on {self._columns(place)}.",
            f"要成为{name}：{self._label(place)}须提高 {up_to}，达到 {cut}；"
            f"它主要取决于 {self._columns(place)}。",
        )

    def _gap(self, place: int, row: int) -> float:
        return float(self.scheme.cut_values_[place] - self._scores[row, place])

    def _unplaced(self, row: int) -> str:
        if self.scheme.is_new(self.features)[row]:
            days = self.features["tenure_days"].iloc[row]
            least = math.ceil(self.scheme.min_tenure * self.scheme.cycle_days_)
            return self._say(
                f"Days as a customer: {days:.0f}; whether one comes back is not told "
                f"before {least}.",
                f"成为客户 {days:.0f} 天；满 {least} 天后才判断是否会再来。",
            )
        missing = np.isnan(self._scores[row])
        names = [self._label(place) for place in (0, 1) if missing[place]]
        return self._say(
            f"Too little is known to tell {' and '.join(names)}.",
            f"已知信息太少，无法判断{'和'.join(names)}。",
        )

    def _unmeasured(self) -> str:
        short = [
            self._label(place)
            for place, axis in enumerate(self.scheme.axes_)
            if not axis.measurable_
        ]
        return self._say(
            f"{' and '.join(short)} cannot be measured from this source.",
            f"此数据源无法衡量{'和'.join(short)}。",
        )

    def _columns(self, place: int) -> str:
        """The columns that weigh most in an axis, with their shares of its weight."""
        axis: Axis = self.scheme.axes_[place]
        total = sum(abs(weight) for weight in axis.weights_.values())
        ranked = sorted(axis.weights_.items(), key=lambda each: -abs(each[1]))
        form = self._say("{} ({:.0%})", "{}（{:.0%}）")
        parts = [form.format(n, abs(w) / total) for n, w in ranked[:MOST_COLUMNS]]
        return self._say(" and ", "和 ").join(parts)

    def _label(self, place: int) -> str:
        labels = self.scheme.axis_labels
        if not labels:
            return self.scheme.axis_names[place]
        return self._say(labels[place].en, labels[place].zh)

    def _name(self, segment: int) -> str:
        name = self.scheme.segment_names[segment]
        return self._say(f"'{name.en}'", f"“{name.zh}”")

    def _say(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en


def _number(value: float) -> str:
    """Write three decimals below 1, and three digits or more above."""
    if abs(value) < 1:
        return f"{value:.3f}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
