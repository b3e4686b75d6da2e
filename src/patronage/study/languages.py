"""The language in which a page is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from patronage.profiles.wording import Language
from patronage.study.known import check_known

if TYPE_CHECKING:
    from patronage.study.view import View


def chosen(language: Language | None, view: View) -> Language:
    """Return the language that is asked for, else that of the study.

    Raises
    ------
    ConfigError
        If there is no such language.
    """
    told = language or view.language
    check_known("language", told, get_args(Language))
    return told
