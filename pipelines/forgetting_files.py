"""All files under the data folder in which a source may have kept a person."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import pyarrow as pa

from patronage import io
from patronage.errors import IntegrityError
from patronage.tables import FEATURES, IDENTITIES
from pipelines import forgetting_tables, forgetting_texts
from pipelines.forgetting import Person
from pipelines.retaining import of_source
from pipelines.schemes import FITTED_ON

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = re.compile(r"\..+\.[^.]+\.[^.]+")
LEAVE_OUT: dict[str, Callable[[Path, Person], int]] = {
    ".parquet": forgetting_tables.leave_out,
    ".json": forgetting_texts.out_of_json,
    ".csv": forgetting_texts.out_of_csv,
}
IN_TEXTS: dict[str, Callable[[Path, Person], bool]] = {
    ".json": forgetting_texts.in_json,
    ".csv": forgetting_texts.in_csv,
    ".skops": forgetting_texts.in_model,
}


def person_of(folder: io.Folder, customer_id: str) -> Person:
    """Return a customer with all ids that were merged into one with this one."""
    if not folder.path(IDENTITIES).exists():
        return Person(frozenset({customer_id}))
    table = io.read(IDENTITIES, folder, columns=["id", "customer_id"])
    own = table.loc[table["id"] == customer_id, "customer_id"]
    merged = table.loc[table["customer_id"].isin({customer_id, *own}), "id"]
    return Person(frozenset({customer_id, *own, *merged}))


def sweep(folder: io.Folder) -> None:
    """Remove what killed processes left, and what the next ingest can cast again."""
    shutil.rmtree(folder.parts, ignore_errors=True)
    staging = folder.parts.with_name(f".{folder.source}.staging")
    if folder.file("interim", "ledger").parent.exists():
        shutil.rmtree(staging, ignore_errors=True)
    for versions in of_source(folder.data / "published" / folder.source):
        versions.sweep()
    for path in files(folder):
        if DRAFT.fullmatch(path.name):
            path.unlink()


def files(folder: io.Folder) -> list[Path]:
    """Return every file of the source; the table of identities, if any, as the last.

    A process that is killed before it still finds there which ids are one person.
    """
    found = [path for place in _places(folder) for path in place.rglob("*")]
    kept = sorted(path for path in found if path.is_file() and path.suffix != ".lock")
    last = folder.path(IDENTITIES)
    return sorted(kept, key=lambda path: path == last)


def found_in(path: Path, person: Person) -> str:
    """Say where in a file a person is named; "" if he is not.

    Raises
    ------
    IntegrityError
        If the file cannot be read as what it is.
    """
    try:
        if path.suffix == ".parquet":
            return forgetting_tables.found_in(path, person)
        look = IN_TEXTS.get(path.suffix, forgetting_texts.in_bytes)
        return "its text" if look(path, person) else ""
    except (pa.ArrowException, BadZipFile, OSError, ValueError) as error:
        raise IntegrityError(f"'{path}' is damaged: {error}.") from error


def leave_out(path: Path, person: Person) -> int:
    """Write a file anew without a person, where that can be; return the rows gone."""
    change = LEAVE_OUT.get(path.suffix)
    return 0 if change is None else change(path, person)


def feature_tables(folder: io.Folder) -> dict[Path, str]:
    """Return the feature tables, with the fingerprints by which schemes know them."""
    folders = (folder, io.Folder(folder.data, f"{folder.source}.migration"))
    return {
        each.path(FEATURES): io.fingerprint(FEATURES, each)
        for each in folders
        if each.path(FEATURES).exists()
    }


def keep_current(before: dict[Path, str]) -> None:
    """Let schemes know their features again, which lack one person since."""
    for path, fingerprint in before.items():
        place = io.VersionFolder(path.parent, "features")
        now = io.fingerprint(FEATURES, place)
        for table in sorted((path.parent / "segments").glob("*.parquet")):
            about = forgetting_tables.metadata(table)
            if now != fingerprint and about.get(FITTED_ON) == fingerprint:
                forgetting_tables.rewrite(table, about | {FITTED_ON: now})


def _places(folder: io.Folder) -> Iterator[Path]:
    for place in ("interim", "processed", "published"):
        for name in ("{}", "{}.parts", "{}.migration", ".{}.staging"):
            yield folder.data / place / name.format(folder.source)
