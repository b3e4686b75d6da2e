"""The files of the lists of one day: what uplift reads later, and what people read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from patronage import io, lists
from patronage.errors import InputError
from patronage.io.arrow import table_from
from patronage.tables import LIST_MEMBERS
from pipelines import pseudonym_key

if TYPE_CHECKING:
    import pyarrow as pa

DECIMALS = 4
NAMED = 3


@dataclass(frozen=True, kw_only=True)
class ListFiles:
    """Where the lists of a day are kept: a record of each, and a CSV of each.

    Who stood on a list, and in which group, is a fact from the day on which it was
    acted on: a record is replaced only if that is asked.
    """

    folder: io.Folder
    day: str
    scheme: str
    pseudonyms: bool = False

    @property
    def place(self) -> Path:
        """The folder of the lists that people read."""
        return self.folder.file("processed", "lists")

    def check_unchanged(self, made: Sequence[lists.MadeList]) -> None:
        """Refuse lists that would take the place of others of the same day.

        Raises
        ------
        InputError
            Naming them, and how to go on.
        """
        changed = [each.name for each in made if self._changes(each)]
        if changed:
            names = [f"{self._record(name).name}" for name in changed]
            raise InputError(
                f"lists: {', '.join(changed)} of {self.day} would have other rows than "
                "those on record, and uplift would compare groups that nobody was in; "
                "to replace the record set lists.replace=true, or remove "
                f"{', '.join(names)} from '{self._record(changed[0]).parent}'."
            )

    def write(self, made: lists.MadeList) -> None:
        """Keep who stands on the list, and write it for people."""
        about = {"scheme": self.scheme, "as_of": self.day}
        io.write(
            LIST_MEMBERS,
            self._kept(made),
            self.folder,
            scheme=f"{made.name}.{self.day}",
            metadata=about,
        )
        rows = table_from(self._readable(made.rows), LIST_MEMBERS)
        io.write_csv(self._csv(made.name), rows)

    def mixture(self, made: Sequence[lists.MadeList]) -> list[str]:
        """Say which other lists name customers otherwise than these do."""
        own = {self._csv(each.name) for each in made}
        others = [path for path in sorted(self.place.glob("*.csv")) if path not in own]
        found = [p.name for p in others if _hidden(p) not in {None, self.pseudonyms}]
        if not found:
            return []
        kind = "ids as they are" if self.pseudonyms else "pseudonyms"
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        return [
            f"beside these lists stand others that hold {kind}: "
            f"{', '.join(found[:NAMED])}{more}"
        ]

    def _changes(self, made: lists.MadeList) -> bool:
        if not self._record(made.name).exists():
            return False
        scheme = f"{made.name}.{self.day}"
        recorded = io.read_arrow(LIST_MEMBERS, self.folder, scheme=scheme)
        return not self._kept(made).cast(recorded.schema).equals(recorded)

    def _kept(self, made: lists.MadeList) -> pa.Table:
        names = [field.name for field in LIST_MEMBERS.fields]
        rows = made.rows.assign(list=made.name, as_of=pd.Timestamp(self.day))
        return table_from(rows[names], LIST_MEMBERS)

    def _readable(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows as they leave the house: under pseudonyms, if that is asked."""
        if self.pseudonyms:
            rows = rows.assign(
                customer_id=lists.pseudonyms(rows["customer_id"], self._key)
            )
        return rows.round(DECIMALS)

    @cached_property
    def _key(self) -> bytes:
        return pseudonym_key.read(self.folder)

    def _record(self, name: str) -> Path:
        return self.folder.path(LIST_MEMBERS, f"{name}.{self.day}")

    def _csv(self, name: str) -> Path:
        return self.place / f"{name}.{self.day}.csv"


def _hidden(path: Path) -> bool | None:
    """Say whether a list holds pseudonyms; None where nobody stands on it."""
    first = next(_rows(path), None)
    return None if first is None else lists.is_pseudonym(first.get("customer_id") or "")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
