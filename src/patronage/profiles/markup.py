"""Pieces of a page that needs nothing beside itself: all that is told is text."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patronage.profiles.page import printable

if TYPE_CHECKING:
    import pandas as pd

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
CSS = """
:root { color-scheme: light; }
body { max-width: 68rem; margin: 2.5rem auto; padding: 0 1.5rem; color: #1f2933;
  font: 16px/1.55 system-ui, "Segoe UI", "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; background: #fff; }
h1 { font-size: 1.9rem; font-weight: 600; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.4rem 0 .7rem; color: #0f6b74; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; }
dt { color: #6b7785; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; font-weight: 600; color: #6b7785; vertical-align: bottom; }
th, td { padding: .5rem .7rem; border-bottom: 1px solid #e3e7eb; }
td { vertical-align: top; } td:first-child { font-weight: 600; }
.numbers td + td, .numbers th + th { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.numbers th + th { white-space: normal; }
.words th { white-space: nowrap; }
.dense { font-size: .82rem; } .dense th, .dense td { padding: .35rem .5rem; }
.dense td { white-space: nowrap; }
.wide { overflow-x: auto; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #6b7785; font-size: .85rem; }
li { margin: .3rem 0; }
.bar { display: inline-block; width: 2.5rem; height: .55rem; margin-right: .5rem;
  background: linear-gradient(to right, #0f6b74 var(--share), #e3e7eb 0); }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 11px; }
  figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
  .wide { overflow: visible; } .numbers { font-size: 8px; } }
"""


def text(value: object) -> str:
    """Return a value as text that no browser takes for markup."""
    return html.escape(printable(value))


def headed(head: str, body: str) -> str:
    """Put a heading above what there is; nothing above nothing."""
    return f"<h2>{text(head)}</h2>\n{body}" if body else ""


def bar(share: float) -> str:
    """Return a share of 0 to 1 as a bar with its number; a dash where it is unknown.

    Only all is 100%, and only nothing 0%.
    """
    if math.isnan(share):
        return "–"
    told = share if share in (0, 1) else min(max(share, 0.001), 0.999)
    return f'<span class="bar" style="--share: {share:.1%}"></span>{told:.1%}'


def listed(sentences: Iterable[str]) -> str:
    """Return sentences as a list; nothing for none."""
    items = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def table(frame: pd.DataFrame, *, kind: str = "words", bars: Iterable[str] = ()) -> str:
    """Return a table with each value as text, and the columns `bars` as bars.

    `kind` is "words", "numbers" (all but the first are set to the right) or "dense".
    """
    if frame.empty:
        return ""
    shares = frozenset(bars)
    head = "".join(f"<th>{text(name)}</th>" for name in frame.columns)
    draw = [bar if name in shares else text for name in frame.columns]
    cells = (
        "".join(f"<td>{d(cell)}</td>" for d, cell in zip(draw, row, strict=True))
        for row in frame.itertuples(index=False)
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in cells)
    return (
        f'<div class="wide"><table class="{kind}"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def document(title: str, sections: Iterable[str], *, language: str = "en") -> str:
    """Return a whole page; a browser asks nothing of any network."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n"
        f"<h1>{text(title)}</h1>\n"
        + "\n".join(section for section in sections if section)
        + "\n</body>\n</html>\n"
    )
