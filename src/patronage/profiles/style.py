"""How every figure looks: font, colours, and lines that break where they may."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import matplotlib as mpl
from matplotlib import font_manager

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

P = ParamSpec("P")

INK, QUIET, LINE, PAPER = "#1f2933", "#6b7785", "#d5dbe1", "#ffffff"
ACCENT, SOFT = "#0f6b74", "#a9b8c6"
WARM = "#b45f06"
DIVERGING, SEQUENTIAL = "BrBG", "GnBu"
FONT = "Noto Sans CJK SC"
STYLE: dict[str, Any] = {
    "font.family": [FONT, "DejaVu Sans"],
    "font.size": 11,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.unicode_minus": False,
    "figure.dpi": 130,
    "figure.facecolor": PAPER,
    "grid.color": "#eceff2",
    "legend.frameon": False,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
}
PART = re.compile(r".+?(?:\s·\s|$)")
WORD = re.compile(
    r"(?:[(（][^()（）]*[)）]|[\u2e80-\uffef][，。、；：/]*|[^\s/(（\u2e80-\uffef]+/?)\s*"
)


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw in our style, whatever the caller's is."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        _add_font()
        style: Any = {**mpl.rcParamsDefault, **STYLE}
        with mpl.rc_context(style):
            figure = draw(*args, **kwargs)
            figure.draw_without_rendering()  # texts made late take the font of now
        return figure

    return drawn


def wrap(text: str, width: int, *, lines: int = 3) -> str:
    """Break a text into lines of `width` columns (a Chinese sign takes two).

    Lines break at " · " where they can, else between words or signs.
    """
    words: list[str] = []
    for part in PART.findall(" ".join(text.split())):
        words += [part] if _columns(part.rstrip()) <= width else WORD.findall(part)
    found = [""]
    for word in words:
        if found[-1] and _columns((found[-1] + word).rstrip()) > width:
            found.append("")
        found[-1] += word
    kept = [line.rstrip(" ·") for line in found]
    if len(kept) > lines:
        kept = [*kept[: lines - 1], _cut(kept[lines - 1], width - 1) + "…"]
    return "\n".join(_cut(line, 2 * width) for line in kept)


def title(figure: Figure, text: str, *, below: str = "") -> None:
    """Head a figure with one line, and a quiet second one."""
    figure.suptitle(text, x=0.01, ha="left", size=15, color=INK)
    if below:
        axes: Axes = figure.axes[0]
        axes.set_title(below, size=10, color=QUIET, pad=14)


@functools.cache
def _add_font() -> None:
    spec = find_spec("mplfonts")
    places = (spec and spec.submodule_search_locations) or []
    for place in places:
        path = Path(place) / "fonts" / "NotoSansCJKsc-Regular.otf"
        font_manager.fontManager.addfont(path)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, width: int) -> str:
    while _columns(text) > width:
        text = text[:-1]
    return text
