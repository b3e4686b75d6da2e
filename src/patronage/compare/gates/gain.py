"""Whether a challenger foretells more, and nothing less, than the champion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from patronage.compare.gates.ruling import ROUNDING, Ruling, cut_off
from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

WORDS: Mapping[str, Said] = {
    "r2": Said("future spend forecast (R²)", "未来消费预测（R²）"),
    "gini": Said("ranking of future spend (Gini)", "未来消费排序（Gini）"),
    "retention_auc": Said("telling who stays (AUC)", "识别留存客户（AUC）"),
}
NOT_YET = Said(
    "What customers did after the day is not known: usefulness was not measured.",
    "客户在该日之后的行为未知：有用性未作测量。",
)
NO_EVIDENCE = Said(
    "No gain can be shown before it is known what customers do next.",
    "在得知客户后续行为之前，无法证明任何改进。",
)
DRIFTED = Said(
    "Drift is due, so none is asked for.", "已发生应处理的漂移，因此不要求改进。"
)


@dataclass(frozen=True)
class Gain:
    """A row of `usefulness`: one measure of both sides, and the difference."""

    measure: str
    champion: float
    challenger: float
    difference: float
    low: float
    high: float

    @property
    def amounts(self) -> dict[str, Any]:
        """Its numbers, as a ruling has them."""
        return {name: each for name, each in vars(self).items() if name != "measure"}

    @property
    def both(self) -> Said:
        """The measure, and what both sides reach."""
        en, zh = WORDS[self.measure]
        new, old = f"{self.challenger:.3f}", f"{self.champion:.3f}"
        return Said(
            f"{en} {new} against the champion's {old}", f"{zh} {new}，现行方案 {old}"
        )


def gains(found: pd.DataFrame, tolerance: float, *, drift_due: bool) -> list[Ruling]:
    """Return whether no measure is lost and one is won, beyond chance and `tolerance`.

    `found` is the table of `usefulness`. A gain is asked for unless drift is due: then
    the champion no longer fits, and it is enough to be as useful.
    """
    rows = [Gain(*row) for row in found.itertuples(index=False)]
    kept = [_kept(row, tolerance) for row in rows]
    if not kept:
        kept = [Ruling(gate="usefulness", passed=True, said=NOT_YET)]
    return [*kept, _improved(rows, tolerance, drift_due=drift_due)]


def _kept(gain: Gain, tolerance: float) -> Ruling:
    lost = gain.high < -tolerance - ROUNDING
    return Ruling(
        gate=f"future/{gain.measure}",
        passed=not lost,
        said=_lost(gain, tolerance) if lost else _compared(gain, tolerance),
        bound=-tolerance,
        **gain.amounts,
    )


def _lost(gain: Gain, tolerance: float) -> Said:
    (en, zh), least = gain.both, cut_off(-gain.high, 4)
    return Said(
        f"Worse beyond chance: {en}, by {least} at least; at most {tolerance:g} is "
        f"allowed.",
        f"显著变差：{zh}，至少低 {least}；最多允许 {tolerance:g}。",
    )


def _compared(gain: Gain, tolerance: float) -> Said:
    (en, zh), low, high = gain.both, f"{gain.low:+.3f}", f"{gain.high:+.3f}"
    return Said(
        f"Not worse by more than {tolerance:g} beyond chance: {en}, a difference of "
        f"{low} to {high}.",
        f"未显著变差（容许 {tolerance:g}）：{zh}，差值 {low} 至 {high}。",
    )


def _improved(gains: Sequence[Gain], tolerance: float, *, drift_due: bool) -> Ruling:
    """Return whether something is won; the numbers are of what is won most surely."""
    won = [gain for gain in gains if gain.low > tolerance + ROUNDING]
    best = max(gains, key=lambda gain: gain.low, default=None)
    told = [_gained(gain) for gain in won] or [*_missing(gains, tolerance, drift_due)]
    en, zh = zip(*told, strict=True)
    return Ruling(
        gate="improvement",
        passed=bool(won) or drift_due,
        said=Said(" ".join(en), "".join(zh)),
        bound=tolerance if best else math.nan,
        **(best.amounts if best else {}),
    )


def _gained(gain: Gain) -> Said:
    (en, zh), least = gain.both, cut_off(gain.low, 4)
    return Said(
        f"Better beyond chance: {en}, by {least} at least.",
        f"显著改进：{zh}，至少高 {least}。",
    )


def _missing(
    gains: Sequence[Gain], tolerance: float, drift_due: bool
) -> Iterator[Said]:
    yield _not_gained(tolerance) if gains else NO_EVIDENCE
    if drift_due:
        yield DRIFTED


def _not_gained(tolerance: float) -> Said:
    return Said(
        f"Nothing that customers did next is foretold better by more than "
        f"{tolerance:g} beyond chance.",
        f"对客户后续行为的预测，没有一项的改进显著超过 {tolerance:g}。",
    )
