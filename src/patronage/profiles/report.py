"""One scheme as a page that needs nothing beside itself."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patronage.profiles.page import printable

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from patronage.profiles.page import Page

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
.wide { overflow-x: auto; }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #6b7785; font-size: .85rem; }
li { margin: .3rem 0; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 11px; }
  figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
  .wide { overflow: visible; } .numbers { font-size: 8px; } }
"""


def report(page: Page) -> str:
    """Return a self-contained HTML page; a browser asks nothing of any network."""
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    sections = [
        f"<h1>{_text(page.scheme)}</h1>",
        _reasons(page),
        _headed(say("Segments", "细分"), _table(page.cards.set_axis(heads, axis=1))),
        _headed(say("Keep in mind", "注意事项"), _list(page.notes)),
        _headed(say("Figures", "图"), "".join(map(_figure, page.figures.items()))),
        _headed(say("Profile", "画像"), _table(page.table, kind="numbers")),
        _headed(say("How it was computed", "计算方法"), _list(page.method)),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{page.wording.language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(page.scheme)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n"
        + "\n".join(section for section in sections if section)
        + "\n</body>\n</html>\n"
    )


def _text(value: object) -> str:
    return html.escape(printable(value))


def _headed(head: str, body: str) -> str:
    return f"<h2>{_text(head)}</h2>\n{body}" if body else ""


def _reasons(page: Page) -> str:
    pairs = (f"<dt>{_text(k)}</dt><dd>{_text(v)}</dd>" for k, v in page.reasons)
    body = "".join(pairs)
    return f"<dl>{body}</dl>" if body else ""


def _list(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{_text(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _figure(captioned: tuple[str, Figure]) -> str:
    caption, figure = captioned
    held = io.BytesIO()
    figure.savefig(held, format="png", metadata={"Software": None})
    data = base64.b64encode(held.getvalue()).decode("ascii")
    name = _text(caption)
    return (
        f'<figure><img alt="{name}" src="data:image/png;base64,{data}">'
        f"<figcaption>{name}</figcaption></figure>\n"
    )


def _table(frame: pd.DataFrame, *, kind: str = "words") -> str:
    if frame.empty:
        return ""
    head = "".join(f"<th>{_text(name)}</th>" for name in frame.columns)
    rows = (
        "".join(f"<td>{_text(cell)}</td>" for cell in row)
        for row in frame.itertuples(index=False)
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="wide"><table class="{kind}"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )
