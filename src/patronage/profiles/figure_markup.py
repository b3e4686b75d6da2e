"""A figure within a page, with its caption."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from patronage.profiles.markup import text

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def drawn(figures: Mapping[str, Figure]) -> str:
    """Return figures as pictures that are part of the page, by caption."""
    return "".join(_figure(caption, figure) for caption, figure in figures.items())


def _figure(caption: str, figure: Figure) -> str:
    held = io.BytesIO()
    figure.savefig(held, format="png", metadata={"Software": None})
    data = base64.b64encode(held.getvalue()).decode("ascii")
    name = text(caption)
    return (
        f'<figure><img alt="{name}" src="data:image/png;base64,{data}">'
        f"<figcaption>{name}</figcaption></figure>\n"
    )
