"""The figure that shows why a scheme has as many segments as it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, MaxNLocator

from patronage.agreement import DISSOLVED, PREDICTED, VALID
from patronage.profiles.style import ACCENT, PAPER, QUIET, SOFT, WARM, styled, title

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

ACROSS = 4
NEAR = "#9fd0ce"
HIGHER = ("higher is better", "越高越好")
LOWER = ("lower is better", "越低越好")


@dataclass(frozen=True)
class Panel:
    """One measure: its name, which way is good, its error and its thresholds."""

    name: tuple[str, str]
    better: tuple[str, str] = HIGHER
    error: str | None = None
    lines: tuple[float, ...] = ()


PANELS = {
    "silhouette": Panel(("Silhouette", "轮廓系数"), error="silhouette_se"),
    "simplified_silhouette": Panel(("Simplified silhouette", "简化轮廓系数")),
    "calinski_harabasz": Panel(("Caliński–Harabasz", "CH 指数")),
    "davies_bouldin": Panel(("Davies–Bouldin", "DB 指数"), LOWER),
    "gap": Panel(("Gap", "Gap 统计量"), error="gap_se"),
    "prediction_strength": Panel(
        ("Prediction strength", "预测强度"),
        error="prediction_strength_se",
        lines=(PREDICTED,),
    ),
    "stability_ari": Panel(("Stability (ARI)", "稳定性（ARI）")),
    "jaccard_min": Panel(
        ("Weakest segment (Jaccard)", "最弱细分（Jaccard）"), lines=(DISSOLVED,)
    ),
    "jaccard_mean": Panel(
        ("Average segment (Jaccard)", "细分平均（Jaccard）"), lines=(VALID,)
    ),
    "inertia": Panel(("Sum of squares", "组内平方和"), LOWER),
    "bic": Panel(("BIC", "BIC"), LOWER),
    "score": Panel(("Mean rank of four criteria", "四项指标的平均名次")),
}


@styled
def selection_curve(curve: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw each measure over k, with a band of one standard error and its thresholds.

    The chosen k is marked, near ties are lighter, inadmissible ones hollow. `curve` has
    a row per k with `admissible`, `chosen` and any of the measures and of their errors;
    where `replaced` is true rules give the segments instead, and the title says so.
    """
    curve = curve.sort_values("k", ignore_index=True)
    shown = [c for c in PANELS if c in curve and curve[c].notna().any()]
    down = -(-len(shown) // ACROSS)
    figure = Figure(figsize=(14, 1.9 + 2.5 * down), layout="constrained")
    figure.get_layout_engine().set(h_pad=0.1, hspace=0.05, wspace=0.04)  # type: ignore[union-attr,call-arg]
    for place, column in enumerate(shown):
        axes = figure.add_subplot(down, ACROSS, place + 1)
        name, better = (
            wording.say(*pair) for pair in (PANELS[column].name, PANELS[column].better)
        )
        axes.set_title(wording.say(f"{name}, {better}", f"{name}，{better}"), size=10)
        _draw(axes, curve, column)
    title(figure, _head(curve, wording, scheme))
    _explain(figure, wording)
    return figure


def _head(curve: pd.DataFrame, wording: Wording, scheme: str) -> str:
    chosen = curve.loc[curve["chosen"], "k"]
    k = ", ".join(str(int(k)) for k in chosen) or "–"
    if "replaced" in curve and curve["replaced"].any():
        return wording.say(
            f"{scheme}: no structure, rules give the segments (clusters: {k})",
            f"{scheme}：无结构，由规则划分细分（聚类数：{k}）",
        )
    noun = "segment" if k == "1" else "segments"
    return wording.say(f"{scheme}: {k} {noun} chosen", f"{scheme}：选定 {k} 个细分")


def _draw(axes: Axes, curve: pd.DataFrame, column: str) -> None:
    k, values = curve["k"], curve[column]
    panel = PANELS[column]
    for threshold in panel.lines:
        axes.axhline(threshold, color=QUIET, linewidth=0.9, linestyle=(0, (4, 3)))
    if panel.error is not None and panel.error in curve:
        error = curve[panel.error]
        axes.fill_between(k, values - error, values + error, color=SOFT, alpha=0.35)
    axes.plot(k, values, color=SOFT, linewidth=1.8, zorder=2)
    admitted = curve["admissible"].astype(bool)
    near = admitted & curve.get("near_tie", curve["chosen"]).astype(bool)
    for part, fill in ((~admitted, PAPER), (admitted, ACCENT), (near, NEAR)):
        axes.scatter(
            k[part], values[part], s=42, color=fill, edgecolors=ACCENT, zorder=3
        )
    for row in curve[curve["chosen"].astype(bool)].index:
        _mark(axes, k[row], values[row])
    axes.margins(y=0.22)
    axes.set_xlim(k.min() - 0.6, k.max() + 0.6)
    axes.grid(axis="y")
    axes.xaxis.set_major_locator(FixedLocator(k.tolist()))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.tick_params(length=0)


def _mark(axes: Axes, k: float, value: float) -> None:
    axes.axvspan(k - 0.4, k + 0.4, color=WARM, alpha=0.13, linewidth=0)
    axes.scatter(k, value, s=110, color=WARM, zorder=4)
    axes.annotate(
        f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}",
        (k, value),
        xytext=(0, 10),
        textcoords="offset points",
        ha="center",
        color=WARM,
        size=11,
        path_effects=[withStroke(linewidth=3, foreground=PAPER)],
    )


def _explain(figure: Figure, wording: Wording) -> None:
    points = (
        (WARM, WARM, "chosen", "选定"),
        (NEAR, ACCENT, "near tie", "并列接近"),
        (ACCENT, ACCENT, "admissible", "可采用"),
        (
            PAPER,
            ACCENT,
            "not admissible (number, size, stability or placement)",
            "不可采用（数量、规模、稳定性或归类）",
        ),
    )
    handles = [
        Line2D([], [], marker="o", linestyle="", markersize=8, color=fill, mec=edge)
        for fill, edge, _, _ in points
    ]
    words = [wording.say(en, zh) for _, _, en, zh in points]
    k = wording.say("Across: number of segments", "横轴：细分数量")
    band = wording.say("Band: ± 1 standard error", "阴影：± 1 个标准误")
    nothing = Line2D([], [], linestyle="")
    figure.legend(
        [*handles, nothing, nothing],
        [*words, k, band],
        loc="outside lower left",
        ncols=6,
        fontsize=10,
        labelcolor=QUIET,
        handletextpad=0.3,
        columnspacing=1.4,
    )
