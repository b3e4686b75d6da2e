"""The address of a PostgreSQL server, whose password no sentence may show."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

from patronage.errors import ConfigError

TIMEOUT_SECONDS = 5
SCHEMES = ("postgresql://", "postgres://")
PASSWORD = re.compile("password=([^&]*)")
ENCODED = re.compile(r"(?:[\w.~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*", re.ASCII)


def check_address(address: str) -> None:
    """Refuse what is no address, or whose password is not in one piece.

    Raises
    ------
    ConfigError
        If it has another scheme, or a user or password that is not percent-encoded.
    """
    if not address.startswith(SCHEMES):
        raise ConfigError("the path of a postgres file should be postgresql://...")
    parts = urlsplit(address)
    is_cut = "@" in parts.path + parts.fragment or not _has_port(parts)
    if is_cut or not ENCODED.fullmatch(parts.netloc.rpartition("@")[0]):
        raise ConfigError(
            "a postgres address should have its user and password percent-encoded."
        )


def _has_port(parts: SplitResult) -> bool:
    """Say whether what stands for a port is none, or a number: no end of a password."""
    try:
        return parts.port is None or parts.port >= 0
    except ValueError:
        return False


def patient(address: str) -> str:
    """Return an address that is given up after a few seconds, if it does not say."""
    parts = urlsplit(address)
    if "connect_timeout" in parts.query:
        return address
    wait = f"connect_timeout={TIMEOUT_SECONDS}"
    query = f"{parts.query}&{wait}" if parts.query else wait
    return parts._replace(query=query).geturl()


def shown(address: str) -> str:
    """Return an address without user, password and settings."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def redacted(sentence: str, address: str) -> str:
    """Blot out the passwords of an address wherever they stand in a sentence."""
    for secret in _secrets(address):
        sentence = sentence.replace(secret, "***")
    return sentence


def _secrets(address: str) -> list[str]:
    parts = urlsplit(address)
    user = parts.netloc.rpartition("@")[0]
    written = [user.partition(":")[2]]
    written += PASSWORD.findall(parts.query)
    return [text for one in written for text in (one, unquote(one)) if text]
