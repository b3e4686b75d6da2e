"""Turn what a run has to say into files and values; MLflow is not asked yet."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from patronage import io
from patronage.errors import TrackingError
from patronage.loggable import (
    Dataset,
    Figure,
    Loggable,
    Metric,
    Model,
    Note,
    Params,
    Table,
    Text,
)
from patronage.plain import plain

CARDS = "segment_cards.json"
LONG_PARAMS = "long_params.json"
DESCRIPTION = "description.md"
PARAM_LENGTH = 6000
NOTE_LENGTH = 8000
DPI = 150
# In a description no text from data is a tag, a link or a picture.
MARKUP = re.compile(r"(\\.)|[<\[\]]")
NAME = re.compile(r"[A-Za-z0-9_./ -]+")


@dataclass(frozen=True)
class Parcel:
    """What one run sends; files lie in `folder` under the names they will have."""

    folder: Path
    params: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    datasets: list[Dataset] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)


def pack(items: Iterable[Loggable], folder: Path) -> Parcel:
    """Sort the items by how they are sent: the segment cards are the first table.

    Raises
    ------
    TrackingError
        If a metric is not finite, or a name is one that MLflow would refuse.
    """
    parcel = Parcel(folder)
    for item in items:
        _put(item, parcel)
    parcel.tables.sort(key=lambda table: table.name != CARDS)
    return parcel


def _put(item: Loggable, parcel: Parcel) -> None:
    match item:
        case Params(values):
            parcel.params.update(_short(values, parcel.folder))
        case Metric(name, value):
            parcel.metrics[_named(name)] = _finite(name, value)
        case Table(name) if name.endswith(".json"):
            _file(name, parcel.folder)
            parcel.tables.append(item)
        case Table(name, frame):
            path = _file(name, parcel.folder)
            # With these line ends a lone CR is quoted, and begins no line of its own.
            io.disarmed(frame).to_csv(path, index=False, lineterminator="\r\n")
        case Figure(name, figure):
            path = _file(name, parcel.folder)
            figure.savefig(path, format="png", dpi=DPI, metadata={"Software": None})
        case Text(name, content):
            _file(name, parcel.folder).write_text(content, encoding="utf-8")
        case Note(content):
            parcel.notes.append(_noted(content, parcel.folder))
        case Dataset():
            parcel.datasets.append(item)
        case Model():
            parcel.models.append(item)
        case _:
            assert_never(item)


def _named(name: str) -> str:
    if not NAME.fullmatch(name):
        raise TrackingError(
            "names of metrics and params may hold only letters, digits, spaces "
            f"and '_ . / -'; got '{name}'."
        )
    return name


def _finite(name: str, value: float) -> float:
    """To 4 digits, since MLflow's table of runs shows all; tables keep the rest."""
    if not math.isfinite(value):
        raise TrackingError(f"metrics should be finite; '{name}' is {value}.")
    return float(value) if value == round(value) else float(f"{value:.4g}")


def _file(name: str, folder: Path) -> Path:
    """Keep artifacts at the root: the compare page of MLflow sees only those."""
    if name in {"", ".", ".."} or Path(name).name != name:
        raise TrackingError(f"an artifact's name should be a file name; got '{name}'.")
    return folder / name


def _short(values: Mapping[str, object], folder: Path) -> dict[str, str]:
    """Return the params that fit; the long ones, which MLflow cuts, become a file."""
    texts = {_named(name): str(value) for name, value in values.items()}
    long = {name: text for name, text in texts.items() if len(text) > PARAM_LENGTH}
    if long:
        content = json.dumps(long, indent=2, sort_keys=True, ensure_ascii=False)
        (folder / LONG_PARAMS).write_text(content, encoding="utf-8")
    return {name: text for name, text in texts.items() if name not in long}


def _noted(content: str, folder: Path) -> str:
    visible = "\n".join(map(plain, content.split("\n")))
    content = MARKUP.sub(lambda sign: sign[1] or f"\\{sign[0]}", visible)
    if len(content) <= NOTE_LENGTH:
        return content
    (folder / DESCRIPTION).write_text(content, encoding="utf-8")
    ending = f"\n\nThe whole text is the artifact `{DESCRIPTION}`."
    return content[: NOTE_LENGTH - len(ending)].rpartition("\n")[0] + ending
