"""What a run has to say, as data: `tracking` alone knows how it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as MatplotlibFigure


@dataclass(frozen=True)
class Params:
    """Settings, flat: name to value."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Metric:
    """One finite number under a prefixed name such as `quality/silhouette`."""

    name: str
    value: float


@dataclass(frozen=True)
class Table:
    """A table stored as `name` (a file name ending in .csv or .json)."""

    name: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Figure:
    """A figure stored as `name` (a file name ending in .png)."""

    name: str
    figure: MatplotlibFigure


@dataclass(frozen=True)
class Text:
    """A text stored as `name` (a file name ending in .md, .html or .yaml)."""

    name: str
    content: str


@dataclass(frozen=True)
class Note:
    """The description that heads a run's page, in Markdown."""

    content: str


@dataclass(frozen=True)
class Model:
    """A fitted scheme, with the feature rows that show its input.

    `registered_as` is its name in the registry of models ("": it is in none),
    `description` what is said of that name, `version` what it is published as. `names`
    is its table `names`, by which a served model answers.
    """

    scheme: Any
    example: pd.DataFrame
    registered_as: str = ""
    description: str = ""
    version: str = ""
    names: pd.DataFrame | None = None


@dataclass(frozen=True)
class Dataset:
    """The feature table that a scheme was fitted on."""

    name: str
    frame: pd.DataFrame


Loggable = Params | Metric | Table | Figure | Text | Note | Model | Dataset
