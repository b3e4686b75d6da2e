"""Ten named groups of the cells of recency, frequency and money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.errors import ConfigError
from patronage.loggable import Loggable, Params
from patronage.rfm_groups import (
    GRID,
    N_NAMED_SCORES,
    RFM_GROUPS,
    Grid,
    check_grid,
    rfm_group,
)
from patronage.rules.columns import check_columns
from patronage.rules.rfm_steps import next_group
from patronage.rules.rfm_words import RFMWords
from patronage.segments import (
    UNASSIGNED,
    Beside,
    Explanation,
    Membership,
    SegmentScheme,
)

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray, Purpose

SCORES = ("recency_score", "frequency_score", "monetary_score")


class RFMCells(SegmentScheme):
    """Name the cell of a customer's scores of recency, frequency and money.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    grid : mapping of int to sequence of str, optional
        The group of each cell: a row per score of recency, 1 to 5, and in it a key
        per mean score of frequency and money. Without it, the customary map.

    >>> scheme = study.scheme("rfm_cells").fit(study.features)
    >>> isinstance(scheme, RFMCells), scheme.used_columns
    (True, ['recency_score', 'frequency_score', 'monetary_score'])
    """

    segment_names = RFM_GROUPS

    def __init__(self, name: str, purpose: Purpose, grid: Grid | None = None) -> None:
        self.name = name
        self.purpose = purpose
        self.grid = grid

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Check the map; the edges of the scores are the feature model's.

        Raises
        ------
        ConfigError
            If a score is missing or above 5, or the map leaves a cell open.
        """
        check_columns(features, SCORES, self.name)
        check_grid(self._grid)
        highest = float(features[list(SCORES)].max().max())
        if highest > N_NAMED_SCORES:
            raise ConfigError(
                f"{self.name}: the groups are for {N_NAMED_SCORES} scores; got "
                f"{highest:.0f}."
            )
        self.n_segments_ = len(RFM_GROUPS)
        return self

    @property
    def used_columns(self) -> list[str]:
        """The three scores."""
        return list(SCORES)

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; without three scores, nowhere."""
        scores = features[list(SCORES)].to_numpy(np.float64)
        known = ~np.isnan(scores).any(axis=1)
        return Membership(
            segment=self._group(scores, known),
            status=np.where(known, "ok", "unknown"),
            probability=np.where(known, 1.0, np.nan),
            margin=np.full(len(scores), np.nan),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the group that the fewest scores, more or less, would reach."""
        return next_group(features[list(SCORES)].to_numpy(np.float64), self._grid)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield what is grouped."""
        columns = ", ".join(SCORES)
        yield Params({"scheme": self.name, "kind": "rules", "columns": columns})

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say each customer's scores, and the fewest more that a better group takes."""
        words = RFMWords(grid=self._grid, language=language)
        scores = features[list(SCORES)].to_numpy(np.float64)
        return [words.of(row) for row in scores]

    @property
    def _grid(self) -> Grid:
        return GRID if self.grid is None else self.grid

    def _group(self, scores: FloatArray, known: NDArray[np.bool_]) -> IntArray:
        groups = np.full(len(scores), UNASSIGNED, np.int64)
        recency, frequency, monetary = scores[known].astype(np.int64).T
        groups[known] = rfm_group(recency, frequency, monetary, grid=self._grid)
        return groups
