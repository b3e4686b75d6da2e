"""A logged scheme as MLflow serves it: features in, segments with their names out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from patronage import io
from patronage.errors import InputError

MODEL, NAMES = "model.skops", "names.json"
FLAVOUR = "python_function"
HOW_SURE = ("probability", "margin")


@dataclass(frozen=True)
class Served:
    """A scheme and its table `names`, as MLflow's `pyfunc` asks for them."""

    scheme: Any
    names: pd.DataFrame

    def predict(self, features: pd.DataFrame, params: object = None) -> pd.DataFrame:
        """Return a row per customer: segment, its id and names, status, how sure.

        Where a scheme is not told how sure it is, `probability` and `margin` are None:
        a server writes that as null, and NaN as what is no JSON.

        Raises
        ------
        InputError
            If a column is missing that the scheme looks at.
        """
        asked = ["customer_id", "as_of", "status", *self.scheme.used_columns]
        if lacking := [name for name in asked if name not in features]:
            raise InputError(
                f"features should have the columns of the model's signature; got none "
                f"of {', '.join(lacking)}."
            )
        segments = self.scheme.assign(features.reset_index(drop=True))
        named = segments.merge(self.names, on="segment", how="left")
        told = ["segment_id", "name_en", "name_zh"]
        named[told] = named[told].fillna("").astype("str")
        sure = named[list(HOW_SURE)].astype(object)
        named[list(HOW_SURE)] = sure.where(sure.notna(), None)
        return named[["segment", *told, "status", *HOW_SURE]]


def _load_pyfunc(path: str) -> Served:
    """Open the folder of a logged model; MLflow calls this.

    Raises
    ------
    IntegrityError
        If the model names a type that is not ours or scikit-learn's.
    """
    folder = Path(path)
    names = pd.DataFrame(io.read_json(folder / NAMES))
    return Served(io.load_model(folder / MODEL), names)


def serve_by_us(folder: Path, names: pd.DataFrame, described: Any) -> None:
    """Let the logged model in `folder` be loaded by this file, never unpickled."""
    columns = ["segment", "segment_id", "name_en", "name_zh"]
    kept = names.reindex(columns=columns).to_dict("list")
    io.write_json(folder / NAMES, kept)
    flavour = dict(described.flavors[FLAVOUR])
    flavour |= {"loader_module": __name__, "data": "."}
    described.add_flavor(FLAVOUR, **flavour)
    described.save(str(folder / "MLmodel"))
