"""Who is to be forgotten: a list of keyed hashes, by which an ingest knows him."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from patronage import io
from patronage.errors import IntegrityError

if TYPE_CHECKING:
    from pathlib import Path

KEYS, PLACE = "keys", "forgotten"
CHECK = "check"


@dataclass(frozen=True)
class Forgotten:
    """Customers whose rows are not taken in again.

    Their ids are written nowhere: `among` compares HMAC-SHA256 (RFC 2104) of ids,
    under a key that stands apart from the list.
    """

    key: bytes = b""
    hashes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Say whether anybody is to be forgotten."""
        return bool(self.hashes)

    def hashed(self, customer_id: str) -> str:
        """Return what stands for an id in the list: 64 hexadecimal digits."""
        return hmac.digest(
            self.key, f"forgotten\0{customer_id}".encode(), hashlib.sha256
        ).hex()

    def among(self, ids: Iterable[str]) -> list[str]:
        """Return which of these ids are to be forgotten."""
        return [each for each in ids if self.hashed(each) in self.hashes]


def list_of(folder: io.Folder) -> Path:
    """Return where a source's list stands."""
    return folder.data / PLACE / f"{folder.source}.json"


def read_forgotten(folder: io.Folder) -> Forgotten:
    """Return whom a source is to forget: nobody, where there is no list.

    Raises
    ------
    IntegrityError
        If the list is damaged, or was not made with the key that stands there now.
    """
    path = list_of(folder)
    if not path.exists():
        return Forgotten()
    key = io.secret_key(folder.data / KEYS / f"{folder.source}.key")
    told = io.read_json(path)
    if not _is_list(told):
        raise IntegrityError(f"'{path}' should be a list of hashes; it is not.")
    found = Forgotten(key, frozenset(each["hash"] for each in told["forgotten"]))
    if not hmac.compare_digest(told[CHECK], found.hashed("")):
        raise IntegrityError(
            f"'{path}' should be made with the key of '{folder.source}'; this key is "
            "another, by which nobody on the list is known again."
        )
    return found


def remember_forgotten(
    folder: io.Folder, key: bytes, ids: Iterable[str], facts: Mapping[str, str]
) -> Forgotten:
    """Put ids on a source's list, as hashes; return the list.

    `facts` say who asked, when and why. Ids that are on the list stay as they are.
    """
    known = read_forgotten(folder)
    path, made = list_of(folder), Forgotten(key)
    rows = io.read_json(path)["forgotten"] if known else []
    new = sorted({made.hashed(each) for each in ids} - known.hashes)
    rows = [*rows, *({"hash": each, **facts} for each in new)]
    if new:
        io.write_json(path, {CHECK: made.hashed(""), "forgotten": rows})
    return Forgotten(key, frozenset(each["hash"] for each in rows))


def _is_list(told: Any) -> bool:
    is_ours = isinstance(told, dict) and set(told) == {CHECK, "forgotten"}
    return (
        is_ours
        and isinstance(told[CHECK], str)
        and isinstance(told["forgotten"], list)
        and all(_is_entry(each) for each in told["forgotten"])
    )


def _is_entry(each: Any) -> bool:
    return isinstance(each, dict) and isinstance(each.get("hash"), str)
