"""Customers as a published model places them: row by row, in batches of any size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.features import without_outcomes
from patronage.segments import UNASSIGNED, Beside
from patronage.study.signature import Signature
from patronage.tables import SCORES

if TYPE_CHECKING:
    from patronage.features import FeatureModel
    from patronage.segments import IntArray, SegmentScheme
    from patronage.study.champion import Champion

TOLD = ("segment_id", "name_en", "name_zh")


@dataclass(frozen=True, eq=False)
class Scorer:
    """A model as a function of features: the same answer in any batch, in any order.

    `names` is the version's table `names`. It holds nothing but the model, so that it
    can be sent to other processes.

    >>> fitted = study.fit("tier3")
    >>> scorer = Scorer("v1", fitted.scheme, fitted.names)
    >>> scorer(study.features.head(2))[["segment_id", "next_segment_id"]]
      segment_id next_segment_id
    0        S02             S01
    1        S03             S02
    """

    version: str
    scheme: SegmentScheme
    names: pd.DataFrame

    @classmethod
    def of(cls, champion: Champion) -> Scorer:
        """Take a published version."""
        return cls(champion.version, champion.scheme, champion.names)

    def __call__(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `scores` of a table of features, a row per row.

        `distance` says how far the customer is from `next_segment_id`, in the scheme's
        own measure (see its `beside`); NaN where it has none. `unseen` names the
        columns in which he has a category that the model does not know. Who is in no
        segment has empty names.
        """
        placed = self.scheme.assign(features)
        segment = placed["segment"].to_numpy(np.int64)
        found = self._beside(features, segment)
        table = placed.assign(
            **{name: self._texts[name].take(segment) for name in TOLD},
            next_segment_id=self._texts["segment_id"].take(found.segment),
            distance=found.distance,
            unseen=self._unseen(features),
            model_version=pd.array([self.version], dtype="str").take(0 * segment),
        )
        return table[list(SCORES.required)]

    def _beside(self, features: pd.DataFrame, segment: IntArray) -> Beside:
        """Return what comes next for those who are in a segment; -1 for others."""
        active = (features["status"] == "ok").to_numpy()
        found = self.scheme.beside(features[active])
        after, distance = np.full(len(active), UNASSIGNED), np.full(len(active), np.nan)
        after[active], distance[active] = found.segment, found.distance
        outside = segment == UNASSIGNED
        return Beside(
            segment=np.where(outside, UNASSIGNED, after),
            distance=np.where(outside, np.nan, distance),
        )

    def _unseen(self, features: pd.DataFrame) -> pd.Series:
        """Name the columns, with a comma between them."""
        told = pd.Series("", range(len(features)), dtype="str")
        for name, levels in self.scheme.asks.levels.items():
            values = features[name].astype("object").reset_index(drop=True)
            unknown = values.notna() & ~values.astype("str").isin(list(levels))
            told = told.mask(unknown, told + np.where(told == "", name, f",{name}"))
        return told

    @cached_property
    def _texts(self) -> Mapping[str, Any]:
        table = self.names.set_index("segment")
        numbers = range(int(table.index.max()) + 1)
        texts = table.reindex(numbers)[list(TOLD)].fillna("")
        return {n: pd.array([*texts[n], ""], dtype="str") for n in TOLD}


@dataclass(frozen=True, eq=False)
class RawScorer:
    """A scorer of raw features: what each worker does with a batch of them."""

    scorer: Scorer
    model: FeatureModel
    signature: Signature

    @classmethod
    def of(cls, champion: Champion) -> RawScorer:
        """Take a published version, with all that it learned across customers."""
        model, told = champion.feature_model, champion.dictionary
        signature = Signature.of(champion.scheme, model, told)
        return cls(Scorer.of(champion), model, signature)

    def __call__(self, raw: pd.DataFrame) -> pd.DataFrame:
        """Return the scores of raw features.

        Raises
        ------
        IntegrityError
            If these are not the features that the model was trained on.
        """
        self.signature.check(raw)
        return self.scorer(self.model.transform(without_outcomes(raw)))
