"""A published version as what it is: a scheme, and all that it needs to be applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config, io
from patronage.study.describing import Describing, in_silence, unshown
from patronage.study.earlier import features_of
from patronage.tables import DICTIONARY, NAMES, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patronage.features import FeatureModel
    from patronage.segments import SegmentScheme
    from patronage.study.describing import Batches, Shown

SCHEME, FEATURE_MODEL = "scheme", "feature_model"


@dataclass(frozen=True, eq=False)
class Champion:
    """A scheme as it was published: its model, its names, what it was trained on."""

    opened: io.Opened

    @property
    def version(self) -> str:
        """The name of the version."""
        return self.opened.name

    @property
    def is_fallback(self) -> bool:
        """Whether it stands in for a champion that is damaged."""
        return self.opened.is_fallback

    @property
    def facts(self) -> Mapping[str, Any]:
        """What is said of it: scheme, source, as_of, window_days, horizon_days ..."""
        return self.opened.facts

    @cached_property
    def scheme(self) -> SegmentScheme:
        """The fitted scheme."""
        scheme: SegmentScheme = io.load_model(self.opened.folder.model(SCHEME))
        return scheme

    @cached_property
    def feature_model(self) -> FeatureModel:
        """What its features learned across customers."""
        path = self.opened.folder.model(FEATURE_MODEL)
        model: FeatureModel = io.load_model(path)
        return model

    @cached_property
    def names(self) -> pd.DataFrame:
        """Its table `names`: by number, the ids that persist, and the names."""
        return io.read(NAMES, self.opened.folder)

    @cached_property
    def dictionary(self) -> pd.DataFrame:
        """What its features mean."""
        return io.read(DICTIONARY, self.opened.folder)

    @cached_property
    def reference(self) -> pd.DataFrame:
        """How the customers were distributed that it was trained on."""
        return io.read(REFERENCE, self.opened.folder)

    def describing(
        self,
        folder: io.Folder,
        batches: Batches,
        as_of: str | Sequence[str] | None,
        *,
        say: Callable[[str], None] = in_silence,
        shown: Shown = unshown,
    ) -> Describing:
        """Return customers as they stood on a day, by the champion's own families."""
        facts = self.facts
        return Describing(
            folder=folder,
            asked=config.made_again(facts["features"]),
            batches=batches,
            as_of=as_of,
            window_days=int(facts["window_days"]),
            horizon_days=int(facts["horizon_days"]),
            say=say,
            shown=shown,
        )

    def features_on(self, described: Describing) -> pd.DataFrame:
        """Describe everybody on the day, by what the champion has learned."""
        return features_of(described, self.feature_model, self.dictionary)

    def placed(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `segments` of features, with the ids that persist.

        `segment_id` is empty where somebody is in no segment.
        """
        ids = self.names.set_index("segment")["segment_id"]
        table = self.scheme.assign(features)
        return table.assign(
            segment_id=table["segment"].map(ids).fillna("").astype("str")
        )
