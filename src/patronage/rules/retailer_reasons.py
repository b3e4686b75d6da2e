"""Why a customer stands on his list, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.rules.amounts import number
from patronage.segments import UNASSIGNED, Explanation

if TYPE_CHECKING:
    from patronage.rules.retailer_lists import Judged, RetailerLists
    from patronage.rules.sign import Sign
    from patronage.segments import FloatArray, SegmentName

N_REASONS = 3
MIDDLE = 50.0
SAID = {
    "en": {
        "quadrant": "{name}",
        "no_quadrant": "no value quadrant yet",
        "score": "{name} {value}",
        "low_support": "support {value} below {least}",
        "low_credit": "credit {value} below {least}",
        "cleared": "the {to} list is reached when this no longer holds: {signs}.",
        "core": "core",
        "general": "general",
        "wanted": "the core list is reached with {steps}.",
        "and": "; ",
        "support": "support of {least} in place of {value}",
        "credit": "credit of {least} in place of {value}",
        "value": "the quadrant {name} in place of {now}",
        "end": ".",
        "left_out": "conditions that the source cannot tell are left out: {names}",
        "nobody": "value quadrants cannot be measured, so that nobody is core",
        "flagged": "{n} problem customers are of high value: look at each by hand",
    },
    "zh": {
        "quadrant": "{name}",
        "no_quadrant": "尚无价值象限",
        "score": "{name} {value}",
        "low_support": "支持度 {value}，低于 {least}",
        "low_credit": "信用度 {value}，低于 {least}",
        "cleared": "消除以下问题后可转入{to}名单：{signs}。",
        "core": "核心客户",
        "general": "一般客户",
        "wanted": "满足以下条件可进入核心客户名单：{steps}。",
        "and": "；",
        "support": "支持度由 {value} 提高到 {least}",
        "credit": "信用度由 {value} 提高到 {least}",
        "value": "价值象限由{now}变为{name}",
        "end": "。",
        "left_out": "数据源无法判断、已略去的条件：{names}",
        "nobody": "价值象限无法测量，因此没有核心客户",
        "flagged": "有 {n} 位问题客户属于高价值客户，需人工复核",
    },
}


def list_rows(scheme: RetailerLists, known: pd.DataFrame) -> pd.DataFrame:
    """Return a row per customer, sorted by list and id."""
    keys = np.array([name.key for name in scheme.segment_names])
    quadrants = np.array([*(name.key for name in scheme.quadrant_names), ""])
    judged = scheme.judge(known)
    said = {language: Reasons(scheme, known, judged, language) for language in SAID}
    scores = {
        each.key: known[each.key].to_numpy(np.float64)
        if each.key in known
        else np.full(len(known), np.nan)
        for each in scheme.dimensions
    }
    table = pd.DataFrame(
        {
            "customer_id": known["customer_id"].to_numpy(),
            "list": keys[scheme.membership(known).segment],
            "quadrant": quadrants[judged.quadrant.segment],
            **scores,
            **{f"reasons_{each}": words.joined() for each, words in said.items()},
            "high_value_problem": judged.high_value_problem,
        }
    )
    return table.sort_values(["list", "customer_id"], ignore_index=True)


def explained(
    scheme: RetailerLists, features: pd.DataFrame, language: str
) -> list[Explanation]:
    """Return the reasons of each row, and what the next better list takes."""
    said = Reasons(scheme, features, scheme.judge(features), language)
    end = SAID[language]["end"]
    return [
        Explanation(because=reasons + end, next_step=said.next_step(row))
        for row, reasons in enumerate(said.joined())
    ]


def caveats(scheme: RetailerLists, features: pd.DataFrame, language: str) -> list[str]:
    """Return what must stand beside the lists."""
    said = SAID[language]
    known = features[features["status"] == "ok"]
    missing = [n for n in scheme.problem if n not in scheme.signs_] + scheme.lacking_
    judged = scheme.judge(known)
    flagged = int(judged.high_value_problem.sum())
    told = {
        "left_out": bool(missing),
        "nobody": bool((judged.quadrant.segment == UNASSIGNED).all()),
        "flagged": flagged > 0,
    }
    values = {"names": ", ".join(missing), "n": flagged}
    return [said[key].format(**values) for key, holds in told.items() if holds]


@dataclass(frozen=True)
class Reasons:
    """The reasons of some customers, in one language."""

    scheme: RetailerLists
    features: pd.DataFrame
    judged: Judged
    language: str

    def joined(self) -> list[str]:
        """Return the three largest reasons of each customer."""
        every = (list(self._of(row)) for row in range(len(self.features)))
        return [self._say("and").join(each[:N_REASONS]) for each in every]

    def next_step(self, row: int) -> str:
        """Say what brings the next better list; nothing of a core customer."""
        if self.judged.problem[row]:
            to = self._say("core" if self.judged.core[row] else "general")
            signs = self._say("and").join(self._signs(row))
            return self._say("cleared", to=to, signs=signs)
        if self.judged.core[row]:
            return ""
        return self._say("wanted", steps=self._say("and").join(self._steps(row)))

    def _of(self, row: int) -> Iterator[str]:
        """Signs of a problem, the quadrant, what keeps from core, then scores."""
        yield from self._signs(row)
        yield self._quadrant(row)
        if not self.judged.problem[row] and not self.judged.core[row]:
            yield from self._kept_from_core(row)
        yield from self._scores(row)

    def _signs(self, row: int) -> Iterator[str]:
        for name, shown in zip(self.scheme.signs_, self.judged.signs[row], strict=True):
            if shown:
                yield self._sign(self.scheme.problem[name], row)

    def _sign(self, sign: Sign, row: int) -> str:
        phrase = sign.zh if self.language == "zh" else sign.en
        if sign.below is None and sign.at_least is None:
            return phrase
        return f"{phrase} ({number(float(self._column(sign.column)[row]))})"

    def _quadrant(self, row: int) -> str:
        place = int(self.judged.quadrant.segment[row])
        if place == UNASSIGNED:
            return self._say("no_quadrant")
        return self._named(self.scheme.quadrant_names[place])

    def _kept_from_core(self, row: int) -> Iterator[str]:
        core = self.scheme.core_
        if self.judged.supporting[row] and not self.judged.supports[row]:
            yield self._compared(
                "low_support", core.support, self.scheme.least_support_, row
            )
        if not self.judged.credible[row]:
            yield self._compared("low_credit", core.credit, core.least_credit, row)

    def _scores(self, row: int) -> Iterator[str]:
        """Scores that speak for the list: high ones of core, low ones of problems."""
        known = [each for each in self.scheme.dimensions if each.key in self.features]
        scores = np.array([self._column(each.key)[row] for each in known], np.float64)
        away = scores - MIDDLE
        if self.judged.problem[row]:
            away = -away
        elif not self.judged.core[row]:
            away = np.abs(away)
        for place in np.argsort(-np.nan_to_num(away, nan=-np.inf), kind="stable"):
            if away[place] > 0:
                name, value = self._named(known[place]), number(float(scores[place]))
                yield self._say("score", name=name, value=value)

    def _steps(self, row: int) -> Iterator[str]:
        """What must change of a general customer, the quadrant first."""
        core, judged = self.scheme.core_, self.judged
        if not judged.prized[row] and not judged.supporting[row]:
            best = next(
                n for n in self.scheme.quadrant_names if n.key == core.always[0]
            )
            name, now = self._named(best), self._quadrant(row)
            yield self._say("value", name=name, now=now)
        if judged.supporting[row] and not judged.supports[row]:
            least = self.scheme.least_support_
            yield self._compared("support", core.support, least, row)
        if not judged.credible[row]:
            yield self._compared("credit", core.credit, core.least_credit, row)

    def _compared(self, key: str, column: str, least: float, row: int) -> str:
        value = number(float(self._column(column)[row]))
        return self._say(key, value=value, least=number(least))

    def _column(self, name: str) -> FloatArray:
        return self.features[name].to_numpy(np.float64)

    def _named(self, name: SegmentName) -> str:
        return name.zh if self.language == "zh" else name.en

    def _say(self, key: str, **values: object) -> str:
        return SAID[self.language][key].format(**values)
