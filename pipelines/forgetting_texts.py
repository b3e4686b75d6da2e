"""A person's ids in files that are no tables: found, and left out where that can be."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import numpy as np

from patronage import io
from pipelines.forgetting import ID_COLUMNS, INSTEAD, Person

if TYPE_CHECKING:
    from pathlib import Path

ID_KEYS = (*ID_COLUMNS, "customer", "too_many")
MARK = "\ufeff"


def in_json(path: Path, person: Person) -> bool:
    """Say whether a JSON file names him."""
    told = io.read_json(path)
    return bool(_without(told, person) != told)


def out_of_json(path: Path, person: Person) -> int:
    """Write a JSON file anew without his ids; no rows go."""
    io.write_json(path, _without(io.read_json(path), person))
    return 0


def in_csv(path: Path, person: Person) -> bool:
    """Say whether a row of a CSV file is his, or names him."""
    return any(_is_his(row, person) for _, row in _rows(path))


def out_of_csv(path: Path, person: Person) -> int:
    """Write a CSV file anew without his rows, the others as they were."""
    rows = list(_rows(path))
    kept = [raw for raw, row in rows if not _is_his(row, person)]
    with io.publish(path) as temporary:
        temporary.write_bytes("".join(kept).encode())
    return len(rows) - len(kept)


def in_model(path: Path, person: Person) -> bool:
    """Say whether anything in a model's file names him."""
    with ZipFile(path) as model:
        return any(
            _in_member(name, model.read(name), person) for name in model.namelist()
        )


def in_bytes(path: Path, person: Person) -> bool:
    """Say whether a file of any other kind names him."""
    return person.is_in_bytes(path.read_bytes())


def _in_member(name: str, content: bytes, person: Person) -> bool:
    if not name.endswith(".npy"):
        # skops writes texts as JSON in JSON.
        written = (json.dumps(json.dumps(each)) for each in person.ids)
        return person.is_in_bytes(content) or any(
            each.encode() in content for each in written
        )
    array = np.load(BytesIO(content), allow_pickle=False)
    if array.dtype.kind in "US":
        return bool(np.isin(array.astype("U"), sorted(person.ids)).any())
    return False


def _without(told: Any, person: Person, key: str = "") -> Any:
    if isinstance(told, dict):
        return {
            person.left_out(name): _without(each, person, name)
            for name, each in told.items()
        }
    if isinstance(told, list):
        return [_without(each, person, key) for each in told]
    if not isinstance(told, str):
        return told
    return INSTEAD if key in ID_KEYS and told in person.ids else person.left_out(told)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each record as it is written, and as it is read: the header as nobody's."""
    lines = list(StringIO(path.read_bytes().decode(), newline=""))
    reader, start = csv.reader(lines), 0
    names: list[str] = []
    for row in reader:
        raw = "".join(lines[start : reader.line_num])
        start = reader.line_num
        cells = dict(zip(names, row, strict=False))
        names = names or [cell.removeprefix(MARK).strip('"') for cell in row]
        yield raw, cells


def _is_his(row: dict[str, str], person: Person) -> bool:
    """Look at the columns of customers, and at all where the id tells; `'` disarms."""
    of_customers = {row.get(name, "").removeprefix("'") for name in ID_COLUMNS}
    return bool(of_customers & person.ids) or any(map(person.is_in, row.values()))
