"""One scheme as a page that needs nothing beside itself."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from patronage.profiles.markup import document, headed, listed, table, text
from patronage.profiles.method import method

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from patronage.profiles.page import Page


def report(page: Page) -> str:
    """Return a self-contained HTML page; a browser asks nothing of any network."""
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    sections = [
        _reasons(page),
        headed(say("Segments", "细分"), table(page.cards.set_axis(heads, axis=1))),
        headed(say("How to tell them apart", "如何区分"), _apart(page)),
        headed(say("Keep in mind", "注意事项"), listed(page.notes)),
        headed(say("Figures", "图"), "".join(map(_figure, page.figures.items()))),
        headed(say("Profile", "画像"), table(page.table, kind="numbers")),
        headed(say("How it was computed", "计算方法"), listed(method(page.wording))),
    ]
    return document(page.scheme, sections, language=page.wording.language)


def _reasons(page: Page) -> str:
    pairs = (f"<dt>{text(k)}</dt><dd>{text(v)}</dd>" for k, v in page.reasons)
    body = "".join(pairs)
    return f"<dl>{body}</dl>" if body else ""


def _apart(page: Page) -> str:
    sentence = f"<p>{text(page.fidelity)}</p>\n" if page.fidelity else ""
    return sentence + table(page.apart)


def _figure(captioned: tuple[str, Figure]) -> str:
    caption, figure = captioned
    held = io.BytesIO()
    figure.savefig(held, format="png", metadata={"Software": None})
    data = base64.b64encode(held.getvalue()).decode("ascii")
    name = text(caption)
    return (
        f'<figure><img alt="{name}" src="data:image/png;base64,{data}">'
        f"<figcaption>{name}</figcaption></figure>\n"
    )
