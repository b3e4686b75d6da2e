"""What is told of schemes side by side, ready to be set as HTML or Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage.profiles.comparison_figures import comparison_figures
from patronage.profiles.crosswalk_figure import crosswalk_table
from patronage.profiles.league_table import set_apart
from patronage.profiles.league_words import REFERENCE

if TYPE_CHECKING:
    from patronage.profiles.comparison_figures import Drawn
    from patronage.profiles.wording import Wording
    from patronage.segments import Purpose


@dataclass(frozen=True, kw_only=True)
class ComparisonPage:
    """A comparison's tables, and how they are to be told.

    `scorecards` has a row per scheme and metric (scheme, metric, value, low, high,
    rank), `league` a row per scheme in its order (scheme, kind, n_segments), where
    what is of kind "reference" is no scheme; `associations` (scheme, other_scheme, ami,
    cramers_v) has each pair once, `crosswalk` and `names` are the tables of these
    names, and `sizes` has a row per segment (scheme, segment, size, share,
    revenue_share). `summary` says which scheme serves which decision; `purposes` are
    by scheme.
    """

    title: str
    scorecards: pd.DataFrame
    league: pd.DataFrame
    associations: pd.DataFrame
    crosswalk: pd.DataFrame
    names: pd.DataFrame
    wording: Wording
    sizes: pd.DataFrame = field(default_factory=pd.DataFrame)
    summary: Sequence[str] = ()
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    about: Sequence[tuple[str, str]] = ()
    data_quality: str = ""
    notes: Sequence[str] = ()
    made: Sequence[tuple[str, str]] = ()
    settings: str = ""

    @cached_property
    def schemes(self) -> list[str]:
        """The schemes in the order of the league, without references."""
        rows = set_apart(self.league)
        return [str(name) for name in rows.loc[rows["kind"] != REFERENCE, "scheme"]]

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The crosswalk with names of segments."""
        return crosswalk_table(self.crosswalk, self.names, self.wording)

    @cached_property
    def figures(self) -> list[Drawn]:
        """The figures, drawn once."""
        return list(comparison_figures(self))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Whose customers, and how good the data are: label and answer."""
        quality = (self.wording.say("Data", "数据"), self.data_quality)
        return [*self.about, *([quality] if self.data_quality else [])]
