"""What may be asked of a customer, as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from patronage.segments import FloatArray

MOST_LEVELS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """One column as numbers, NaN where it is not known.

    Of ordered `levels` the value is a position; of a single `level` it is 1 for those
    who have it, and 0 for the others and the unknown.
    """

    column: str
    values: FloatArray
    levels: tuple[str, ...] = ()
    level: str = ""


def questions(customers: pd.DataFrame, columns: Sequence[str]) -> list[Question]:
    """Return what the columns ask: numbers as they are, a question per level of text.

    Of unordered texts the 20 most frequent are asked for.
    """
    known = [column for column in columns if column in customers]
    return [each for column in known for each in _questions(column, customers[column])]


def _questions(column: str, values: pd.Series) -> Iterator[Question]:
    if is_numeric_dtype(values):
        numbers = values.to_numpy(np.float64, na_value=np.nan)
        finite = np.where(np.isfinite(numbers), numbers, np.nan)
        yield Question(column=column, values=finite)
        return
    if isinstance(values.dtype, pd.CategoricalDtype) and values.dtype.ordered:
        codes = values.cat.codes.to_numpy(np.float64)
        yield Question(
            column=column,
            values=np.where(codes < 0, np.nan, codes),
            levels=tuple(map(str, values.cat.categories)),
        )
        return
    texts = values.astype("str")
    for level in _frequent(texts):
        has = texts.eq(level).fillna(False).to_numpy().astype(np.float64)
        yield Question(column=column, values=has, level=level)


def _frequent(texts: pd.Series) -> list[str]:
    counts = texts.value_counts().sort_index()
    return [str(each) for each in counts.nlargest(MOST_LEVELS).index]
