"""Control totals: what the sender says a file should be."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from patronage.errors import InputError
from patronage.io.raw.inputs import readable

ABSENT = (errno.ENOENT, errno.ENAMETOOLONG)
SIDECAR = re.compile(r"\s*([0-9a-fA-F]{64})(\s|$)")


def check_sha256(label: str, declared: str, found: str) -> None:
    """Refuse a file whose sha256 is not the declared one."""
    if declared.lower() != found:
        raise InputError(
            f"{label} should have the sha256 {declared.lower()}; got {found}."
        )


def check_rows(label: str, declared: int, found: int) -> None:
    """Refuse a file that has more or fewer rows than declared."""
    if declared != found:
        raise InputError(f"{label} should have {declared} rows; got {found}.")


def check_sidecar(label: str, path: Path, found: str) -> None:
    """Refuse a file that disagrees with the `.sha256` file beside it."""
    text = _beside(label, path)
    if text is None:
        return
    declared = SIDECAR.match(text)
    if declared is None:
        raise InputError(f"{label}: its sha256 file holds no sha256.")
    check_sha256(label, declared[1], found)


def _beside(label: str, path: Path) -> str | None:
    with readable(f"{label}: its sha256 file"):
        try:
            beside = path.with_name(f"{path.name}.sha256")
            return beside.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            if error.errno in ABSENT:
                return None
            raise
