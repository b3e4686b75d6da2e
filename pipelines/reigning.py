"""The champion as a run like any other: told and measured on the challenger's day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

from pipelines.scheme_run import SchemeRun

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import SegmentScheme
    from pipelines.incumbent import Incumbent
    from pipelines.shared import Shared


@dataclass(frozen=True)
class Reigning(SchemeRun):
    """A scheme that was fitted before, with the segments it gives today."""

    incumbent: Incumbent = field(kw_only=True)

    @classmethod
    def of(cls, shared: Shared, incumbent: Incumbent) -> Self:
        """Return the champion's run."""
        champion = incumbent.champion
        return cls(
            shared, champion.scheme.name, named=champion.names, incumbent=incumbent
        )

    @cached_property
    def scheme(self) -> SegmentScheme:
        """The scheme, as it was published."""
        return self.incumbent.champion.scheme

    @cached_property
    def segments(self) -> pd.DataFrame:
        """Its segments of today."""
        return self.incumbent.placed.drop(columns="segment_id")
