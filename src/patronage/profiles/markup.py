"""Pieces of a page that needs nothing beside itself: all that is told is text."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patronage.profiles.page import printable
from patronage.profiles.page_style import CSS

if TYPE_CHECKING:
    import pandas as pd

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
FEWEST = 5


def text(value: object) -> str:
    """Return a value as text that no browser takes for markup."""
    return html.escape(printable(value))


def headed(head: str, body: str, *, place: str = "") -> str:
    """Put a heading above what there is; nothing above nothing.

    `place` is what links within the page go to.
    """
    mark = f' id="{place}"' if place else ""
    return f"<h2{mark}>{text(head)}</h2>\n{body}" if body else ""


def chapters(parts: Iterable[tuple[str, str]], *, contents: str) -> list[str]:
    """Return headed sections of what there is; of 5 and more, with links to each."""
    some = [(head, body) for head, body in parts if body]
    places = [f"part-{number}" for number in range(1, len(some) + 1)]
    sections = [
        headed(head, body, place=place)
        for (head, body), place in zip(some, places, strict=True)
    ]
    if len(some) < FEWEST:
        return sections
    links = "".join(
        f'<li><a href="#{place}">{text(head)}</a></li>'
        for (head, _), place in zip(some, places, strict=True)
    )
    return [f'<nav aria-label="{text(contents)}"><ol>{links}</ol></nav>', *sections]


def under(head: str, body: str) -> str:
    """Put a lesser heading above what there is; nothing above nothing."""
    return f"<h3>{text(head)}</h3>\n{body}" if body else ""


def paragraph(sentence: str, *, kind: str = "") -> str:
    """Return a sentence as a paragraph; nothing for none."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{text(sentence)}</p>\n" if sentence else ""


def answered(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels with their answers; nothing for none."""
    body = "".join(f"<dt>{text(k)}</dt><dd>{text(v)}</dd>" for k, v in pairs)
    return f"<dl>{body}</dl>\n" if body else ""


def folded(summary: str, body: str) -> str:
    """Return what opens on a click, and is not printed while it is closed."""
    opened = f"<details><summary>{text(summary)}</summary>\n{body}</details>\n"
    return opened if body else ""


def verbatim(lines: str) -> str:
    """Return lines as they are, but for hidden signs; nothing for none."""
    kept = (line.rstrip() for line in lines.splitlines())
    told = "\n".join(_indented(line) for line in kept)
    return f"<pre>{told}</pre>" if told else ""


def bar(share: float) -> str:
    """Return a share of 0 to 1 as a bar with its number; a dash where it is unknown.

    Only all is 100%, and only nothing 0%.
    """
    if math.isnan(share):
        return "–"
    told = share if share in (0, 1) else min(max(share, 0.001), 0.999)
    return f'<span class="bar" style="--share: {share:.1%}"></span>{told:.1%}'


def stacked(value: object) -> str:
    """Return a text with what stands behind its last " · " on a line of its own."""
    first, _, last = str(value).rpartition(" · ")
    return f"{text(first)}<small>{text(last)}</small>" if first else text(last)


def listed(sentences: Iterable[str]) -> str:
    """Return sentences as a list; nothing for none."""
    items = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def table(
    frame: pd.DataFrame,
    *,
    kind: str = "words",
    bars: Iterable[str] = (),
    quiet: int = 0,
) -> str:
    """Return a table with each value as text, and the columns `bars` as bars.

    `kind` is "words", "numbers" (all but the first are set to the right), "dense" or
    "scores" (numbers with what is said beside them); the last `quiet` rows are set
    apart.
    """
    if frame.empty:
        return ""
    shares, plain = frozenset(bars), stacked if kind == "scores" else text
    head = "".join(f"<th>{text(name)}</th>" for name in frame.columns)
    draw = [bar if name in shares else plain for name in frame.columns]
    rows = [
        "".join(f"<td>{d(cell)}</td>" for d, cell in zip(draw, row, strict=True))
        for row in frame.itertuples(index=False)
    ]
    loud = len(rows) - quiet
    bodies = [_rows(rows[:loud]), _rows(rows[loud:], kind="quiet")]
    return (
        f'<div class="wide"><table class="{kind}"><thead><tr>{head}</tr></thead>\n'
        f"{''.join(bodies)}</table></div>"
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


def _rows(rows: list[str], *, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<tbody{mark}>{body}</tbody>" if rows else ""


def _indented(line: str) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return " " * spaces + text(line)
