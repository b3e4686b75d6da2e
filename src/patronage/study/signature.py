"""What a published model asks of features, and whether a table has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pandas.api.types import is_numeric_dtype

from patronage.errors import IntegrityError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features import FeatureModel
    from patronage.segments import SegmentScheme

ALWAYS = ("customer_id", "as_of", "status")
THERE = ("present", "empty")  # in the dictionary of what the model was trained on
WORDS = ("categorical", "ordinal")  # units of declared fields; all else is counted
NUMBER, CATEGORY = "a number", "a category"


@dataclass(frozen=True)
class Signature:
    """The raw columns that a model reads, each a number or a category, in any order."""

    kinds: Mapping[str, str]

    @classmethod
    def of(
        cls, scheme: SegmentScheme, model: FeatureModel, dictionary: pd.DataFrame
    ) -> Self:
        """Take what a fitted scheme and feature model read, and do not make.

        Columns that `dictionary` says were not there at training are not asked for.
        """
        status = dict(zip(dictionary["column"], dictionary["status"], strict=True))
        units = dict(zip(dictionary["column"], dictionary["unit"], strict=True))
        read = sorted({*scheme.asks.columns, *model.asks} - model.makes)
        there = [name for name in read if status.get(name, THERE[0]) in THERE]
        return cls({n: CATEGORY if units.get(n) in WORDS else NUMBER for n in there})

    def check(self, features: pd.DataFrame) -> None:
        """Refuse a table that lacks a column, or has one of another kind.

        Raises
        ------
        IntegrityError
            Naming each of them.
        """
        asked = (*ALWAYS, *self.kinds)
        missing = [f"no '{name}'" for name in asked if name not in features]
        if broken := [*missing, *self._of_another_kind(features)]:
            raise IntegrityError(
                "features should be those that the model was trained on; got "
                f"{', '.join(broken)}."
            )

    def _of_another_kind(self, features: pd.DataFrame) -> Iterator[str]:
        for name in (each for each in self.kinds if each in features):
            found = NUMBER if is_numeric_dtype(features[name]) else CATEGORY
            # Of one of which nothing is known, the kind is not known either.
            if found != self.kinds[name] and features[name].notna().any():
                yield f"'{name}' as {found} in place of {self.kinds[name]}"
