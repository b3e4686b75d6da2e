"""Whether the four quadrants are four states of customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patronage.quadrants.finding import Finding

LEAST_GAIN = 10.0
MEANING_EN = "the quadrants are drawn by the cuts, not found in the data"
MEANING_ZH = "象限由切点划定，而非数据中固有"
FEWER = {3: ("three", "三"), 2: ("two", "两"), 1: ("one", "一")}


def too_few(n: int, least: int) -> Finding:
    """Say that the number of states cannot be told."""
    return Finding(
        test="enough_customers",
        value=n,
        gate=least,
        status="warning",
        customers=n,
        en=f"Only {n} customers have both axes (at least {least} should): how many "
        "states there are cannot be told.",
        zh=f"只有 {n} 位客户两轴均已知（至少应有 {least} 位）：无法判断有几种状态。",
    )


def four_states(bic: Mapping[int, float], n: int) -> Iterator[Finding]:
    """Say whether four states describe the axes better than fewer do.

    A BIC lower by more than 10 is very strong evidence (Raftery 1995). What it means
    that they do not is said once, of the best of the fewer.
    """
    best = min(FEWER, key=lambda k: bic[k])
    for k, (en, zh) in FEWER.items():
        gain = bic[k] - bic[4]
        better = gain > LEAST_GAIN
        yield Finding(
            test=f"four_states_against_{en}",
            value=gain,
            gate=LEAST_GAIN,
            status="passed" if better else "warning",
            customers=n,
            en=_better_en(en, gain) if better else _no_better_en(en, gain, k == best),
            zh=_better_zh(zh, gain) if better else _no_better_zh(zh, gain, k == best),
        )


def _better_en(fewer: str, gain: float) -> str:
    return (
        f"Four states describe the axes better than {fewer} (BIC lower by {gain:,.0f})."
    )


def _better_zh(fewer: str, gain: float) -> str:
    return f"四种状态比{fewer}种更好地描述两轴（BIC 低 {gain:,.0f}）。"


def _no_better_en(fewer: str, gain: float, is_best: bool) -> str:
    how = f"lower by {gain:,.0f} only" if gain > 0 else f"higher by {-gain:,.0f}"
    meaning = f": {MEANING_EN}" if is_best else ""
    return f"Four states describe the axes no better than {fewer} (BIC {how}){meaning}."


def _no_better_zh(fewer: str, gain: float, is_best: bool) -> str:
    how = f"仅低 {gain:,.0f}" if gain > 0 else f"高 {-gain:,.0f}"
    meaning = f"：{MEANING_ZH}" if is_best else ""
    return f"四种状态并不比{fewer}种更好地描述两轴（BIC {how}）{meaning}。"
