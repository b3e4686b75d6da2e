"""How a page was computed: of what, with which settings, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from patronage.profiles.markup import answered, folded, listed, verbatim

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording


def making(
    made: Sequence[tuple[str, str]],
    sentences: Iterable[str],
    settings: str,
    wording: Wording,
) -> str:
    """Return labels with answers, sentences, and all settings behind a click."""
    summary = wording.say("All settings", "全部设置")
    return answered(made) + listed(sentences) + folded(summary, verbatim(settings))
