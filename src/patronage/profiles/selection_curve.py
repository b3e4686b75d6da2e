"""The figure that shows why a scheme has as many segments as it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, MaxNLocator

from patronage.profiles.style import ACCENT, PAPER, QUIET, SOFT, WARM, styled, title

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from patronage.profiles.wording import Wording

HIGHER = ("higher is better", "越高越好")
LOWER = ("lower is better", "越低越好")
PANELS = {
    "silhouette": (("Silhouette", "轮廓系数"), HIGHER),
    "calinski_harabasz": (("Calinski–Harabasz", "CH 指数"), HIGHER),
    "davies_bouldin": (("Davies–Bouldin", "DB 指数"), LOWER),
    "stability_ari": (("Stability (ARI)", "稳定性（ARI）"), HIGHER),
    "jaccard_min": (("Weakest segment (Jaccard)", "最弱细分（Jaccard）"), HIGHER),
    "score": (("Score of the rule", "综合得分"), HIGHER),
}


@styled
def selection_curve(curve: pd.DataFrame, wording: Wording, *, scheme: str) -> Figure:
    """Draw each measure over k; the chosen k is marked, inadmissible ones are hollow.

    `curve` has a row per k with `admissible`, `chosen` and any of the measures.
    """
    curve = curve.sort_values("k", ignore_index=True)
    shown = [c for c in PANELS if c in curve and curve[c].notna().any()]
    down = max(1, -(-len(shown) // 3))
    figure = Figure(figsize=(12, 1.3 + 2.75 * down), layout="constrained")
    figure.get_layout_engine().set(h_pad=0.12, hspace=0.06, wspace=0.05)  # type: ignore[union-attr,call-arg]
    for place, column in enumerate(shown):
        axes = figure.add_subplot(down, 3, place + 1)
        name, better = (wording.say(*pair) for pair in PANELS[column])
        axes.set_title(wording.say(f"{name}, {better}", f"{name}，{better}"), size=11)
        _draw(axes, curve, column)
    chosen = curve.loc[curve["chosen"], "k"]
    head = ", ".join(str(int(k)) for k in chosen) or "–"
    title(
        figure,
        wording.say(
            f"{scheme}: {head} segments chosen", f"{scheme}：选定 {head} 个细分"
        ),
    )
    figure.supxlabel(
        wording.say(
            "Number of segments. Hollow: fails a gate (size, separation or stability).",
            "细分数量。空心：未通过门槛（规模、分离度或稳定性）。",
        ),
        size=10,
        color=QUIET,
    )
    return figure


def _draw(axes: Axes, curve: pd.DataFrame, column: str) -> None:
    k, values = curve["k"], curve[column]
    axes.plot(k, values, color=SOFT, linewidth=1.8, zorder=2)
    failed = ~curve["admissible"].astype(bool)
    for part, fill in ((failed, PAPER), (~failed, ACCENT)):
        axes.scatter(
            k[part], values[part], s=42, color=fill, edgecolors=ACCENT, zorder=3
        )
    for row in curve[curve["chosen"].astype(bool)].index:
        axes.axvspan(k[row] - 0.4, k[row] + 0.4, color=WARM, alpha=0.13, linewidth=0)
        axes.scatter(k[row], values[row], s=110, color=WARM, zorder=4)
        axes.annotate(
            f"{values[row]:,.3g}" if abs(values[row]) < 100 else f"{values[row]:,.0f}",
            (k[row], values[row]),
            xytext=(0, 10),
            textcoords="offset points",
            ha="center",
            color=WARM,
            size=11,
            path_effects=[withStroke(linewidth=3, foreground=PAPER)],
        )
    axes.margins(y=0.22)
    axes.grid(axis="y")
    axes.xaxis.set_major_locator(FixedLocator(k.tolist()))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.tick_params(length=0)
