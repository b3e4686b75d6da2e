"""Texts that are printed and kept: one line each, and without secrets."""

from __future__ import annotations

import re

BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
# Controls, marks of direction, and signs that are not seen. Joiners are spelling.
HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# What stands before the @ of an address; with a colon, whatever the password holds.
CREDENTIALS = re.compile(r"(?<=://)(?:[^\s/:@]*:\S*|[^\s/?#'\"]*)@")
SECRET = re.compile(
    r"([?&;\s](?:ssl)?(?:password|passwd|pwd|secret|(?:\w+_)?token|api_?key)=)[^&\s]*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    r"""Return a text as one line whose every sign can be seen.

    >>> plain("7\n\x1b[2Jpatronage: all is well \u202e")
    '7 \\x1b[2Jpatronage: all is well \\u202e'
    """
    return HIDDEN.sub(_written, text.translate(BREAKS))


def without_secrets(text: str) -> str:
    """Leave users, passwords and tokens out of the addresses in a text.

    >>> without_secrets("postgresql://ann:p@ss@host/db?sslmode=no&password=x")
    'postgresql://host/db?sslmode=no&password='
    """
    return SECRET.sub(r"\1", CREDENTIALS.sub("", text))


def _written(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode()
