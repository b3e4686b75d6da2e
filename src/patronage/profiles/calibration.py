"""The figure that holds how sure a scheme is against how often it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from patronage.profiles.style import (
    ACCENT,
    INK,
    PAPER,
    QUIET,
    SOFT,
    WARM,
    styled,
    title,
    wrap,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

ALLOWED_GAP = 0.08
LEAST_SHARE = 0.01
BAR = 0.86


@styled
def calibration(table: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw the share of claims that held over the probability claimed for them.

    `table` has a row per bin of confidence: `confidence_low`, `confidence_high`,
    `customers`, `confidence` (mean), `kept` and its 95 % interval `kept_low`,
    `kept_high`. Its customers are imagined from the fitted model, since of nobody
    else the truth is known. Bins more than 8 points off stand out (METHODS, end of F),
    but not those of fewer than 1 % of the customers.
    """
    figure = Figure(figsize=(8.4, 8.8), layout="constrained")
    upper, lower = figure.subplots(2, 1, height_ratios=(4, 1), sharex=True)
    low = min(table[["confidence_low", "kept_low"]].min().min(), 0.25)
    ends = (float(np.floor(low * 10 - 0.5) / 10), 1.03)
    _diagonal(upper, wording)
    _points(upper, table, wording)
    upper.set_ylim(max(ends[0], -0.03), ends[1])
    upper.set_xlim(table["confidence_low"].min() - 0.02, ends[1])
    _sizes(lower, table, wording)
    percent = FuncFormatter(lambda value, _: wording.percent(value) if value else "0%")
    upper.xaxis.set_major_formatter(percent)
    upper.yaxis.set_major_formatter(percent)
    upper.set_ylabel(wording.say("Share that held", "实际成立的比例"))
    lower.set_xlabel(wording.say("Probability claimed", "声称的概率"))
    upper.legend(loc="upper left", fontsize=9, labelcolor=QUIET)
    title(
        figure,
        wording.say(
            f"{scheme}: is it right as often as it claims?", f"{scheme}：置信度是否可信"
        ),
        below="\n".join(
            wrap(said, 96) for said in (_verdict(table, wording), _of(table, wording))
        ),
    )
    return figure


def _verdict(table: pd.DataFrame, wording: Wording) -> str:
    """How far claims are off, on average and at most."""
    gaps = (table["kept"] - table["confidence"]).to_numpy(np.float64)
    mean = float(np.average(np.abs(gaps), weights=table["customers"]))
    worst = int(np.argmax(np.where(_tiny(table), 0, np.abs(gaps))))
    off, most = (f"{100 * value:.1f}" for value in (mean, abs(gaps[worst])))
    at = wording.percent(float(table["confidence"].iloc[worst]))
    more = gaps[worst] > 0
    return wording.say(
        f"On average, claims are {off} points off; the most at {at}, by {most} points "
        f"too {'little' if more else 'much'}.",
        f"声称的概率平均偏差 {off} 个百分点；最大在 {at} 处，"
        f"{'低估' if more else '高估'} {most} 个百分点。",
    )


def _of(table: pd.DataFrame, wording: Wording) -> str:
    """Whose truth this is."""
    n = wording.count(int(table["customers"].sum()))
    return wording.say(
        f"Of {n} customers imagined from the fitted model: each has a true state and "
        "shows new evidence of it. What the model itself gets wrong is not seen here.",
        f"由拟合模型模拟的 {n} 位客户：每位都有已知的真实状态，并据此给出新的证据。"
        "模型本身的错误在此无法看出。",
    )


def _tiny(table: pd.DataFrame) -> pd.Series[bool]:
    """Bins of so few customers that their gaps say little."""
    return table["customers"] < LEAST_SHARE * table["customers"].sum()


def _diagonal(axes: Axes, wording: Wording) -> None:
    ends = np.array([0.0, 1.0])
    told = wording.say("within 8 points", "偏差 8 个百分点以内")
    axes.fill_between(
        ends,
        ends - ALLOWED_GAP,
        ends + ALLOWED_GAP,
        color=SOFT,
        alpha=0.25,
        lw=0,
        label=told,
    )
    told = wording.say("exactly as claimed", "与声称一致")
    axes.plot(ends, ends, color=QUIET, linewidth=1, linestyle=(0, (5, 3)), label=told)


def _points(axes: Axes, table: pd.DataFrame, wording: Wording) -> None:
    x, y, tiny = table["confidence"], table["kept"], _tiny(table)
    axes.plot(x[~tiny], y[~tiny], color=ACCENT, linewidth=1.2, alpha=0.5, zorder=2)
    off = ((y - x).abs() > ALLOWED_GAP) & ~tiny
    labels = {
        QUIET: wording.say("below 1% of the customers", "不足 1% 的客户"),
        ACCENT: wording.say("held, with 95% interval", "实际成立比例及 95% 区间"),
        WARM: wording.say("more than 8 points off", "偏差超过 8 个百分点"),
    }
    for here, colour in ((tiny, QUIET), (~off & ~tiny, ACCENT), (off, WARM)):
        part = table[here]
        if part.empty:
            continue
        kept = part["kept"]
        reach = np.abs([kept - part["kept_low"], part["kept_high"] - kept])
        axes.errorbar(
            part["confidence"],
            kept,
            yerr=reach,
            fmt="o",
            markersize=9,
            color=colour,
            markeredgecolor=PAPER,
            elinewidth=1.6,
            capsize=4,
            zorder=3,
            label=labels[colour],
        )
    axes.grid()
    axes.set_axisbelow(True)
    axes.tick_params(length=0)


def _sizes(axes: Axes, table: pd.DataFrame, wording: Wording) -> None:
    """How many customers each bin rests on."""
    wide = table["confidence_high"] - table["confidence_low"]
    middle = table["confidence_low"] + wide / 2
    bars = axes.bar(middle, table["customers"], wide * BAR, color=SOFT)
    told = [wording.number(float(n)) for n in table["customers"]]
    axes.bar_label(bars, told, padding=3, size=9, color=INK)
    axes.set_yticks([])
    axes.margins(y=0.22)
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0)
    axes.set_ylabel(wording.say("Customers", "客户数"))
