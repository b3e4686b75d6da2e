"""What all schemes of a source share, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config, io, profiles
from patronage.study.earlier import Earlier, day_before, features_of
from patronage.study.ground import Ground
from patronage.study.loyalty import Loyalty
from patronage.study.provenance import facts_of, made_of, quality_line
from patronage.study.standard import Standard
from patronage.tables import AXES, DICTIONARY, FEATURES, LEDGER, MEMBERSHIPS, OUTCOMES
from pipelines import schemes, terminal, workspace
from pipelines.describing import described

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.features import FeatureModel
    from patronage.quadrants import QuadrantScheme


@dataclass(frozen=True)
class Shared:
    """The tables of a source, and one ground on which all schemes are judged.

    With `flapping` this is also how customers stood some weeks before.
    """

    cfg: Config
    flapping: bool = False

    @cached_property
    def folder(self) -> io.Folder:
        """Where the tables are."""
        return workspace.folder(self.cfg)

    @cached_property
    def features(self) -> pd.DataFrame:
        """The feature table."""
        return io.read(FEATURES, self.folder)

    @cached_property
    def dictionary(self) -> pd.DataFrame:
        """What the features mean."""
        return io.read(DICTIONARY, self.folder)

    @cached_property
    def feature_model(self) -> FeatureModel:
        """What the features learned across customers."""
        path = self.folder.file("processed", "feature_model.skops")
        model: FeatureModel = io.load_model(path)
        return model

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What customers did afterwards."""
        return io.read(OUTCOMES, self.folder)

    @cached_property
    def standard(self) -> Standard:
        """How features become the matrix on which all schemes are judged."""
        made = config.instantiate(self.cfg.preprocessing)
        learned = Standard.learned(made, self.features)
        if learned.fitted is None:
            terminal.say(
                "separation is not measured: the features have no column that the "
                "preprocessing asks for (preprocessing.blocks)"
            )
        return learned

    @property
    def matrix(self) -> pd.DataFrame:
        """Standardised features of active customers; what is absent, at the mean."""
        return self.standard.matrix

    @cached_property
    def ground(self) -> Ground:
        """What every scheme is judged on."""
        return Ground(
            features=self.features,
            outcomes=self.outcomes,
            matrix=self.matrix,
            seed=self.cfg.seed,
            resamples=self.cfg.compare.resamples,
            n_bootstraps=self.cfg.n_bootstraps,
            n_jobs=self.cfg.n_jobs,
            earlier=self._earlier() if self.flapping else None,
        )

    def made(self, settings: str) -> dict[str, Any]:
        """What a page tells of how it was computed, with which settings."""
        wording = profiles.Wording(language=self.cfg.language.value)
        return {
            "made": made_of(self.folder, wording),
            "settings": settings,
            "data_quality": quality_line(self.folder, wording),
        }

    def _earlier(self) -> Earlier | None:
        """The customers `compare.gap_days` earlier; None where nobody can tell."""
        asked, facts = self.cfg.compare, self.facts
        day = day_before(facts["as_of"], asked.gap_days, self.folder)
        if day is None or self.standard.fitted is None:
            terminal.say(
                f"who moves without a reason is not measured: nobody can tell how "
                f"customers stood {asked.gap_days} days before {facts['as_of']}"
            )
            return None
        made = replace(
            described(self.cfg, day.isoformat()), window_days=facts["window_days"]
        )
        with terminal.working(f"describing customers as of {day}"):
            table = features_of(made, self.feature_model, self.dictionary)
        return Earlier(
            features=table,
            matrix=self.standard.of(table),
            matrix_now=self.matrix,
            within=asked.steady_within,
        )

    @cached_property
    def currency(self) -> str:
        """The currency of the ledger, where there is one."""
        if not self.folder.path(LEDGER).exists():
            return ""
        return io.metadata(LEDGER, self.folder).get("currency", "")

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the features were made with, whatever is asked for now."""
        return facts_of(self.folder)

    @cached_property
    def loyalty(self) -> Loyalty | None:
        """The quadrants, if they were fitted on these features and placed anybody."""
        name = self.cfg.quadrants.name
        if not schemes.is_current(self.folder, name):
            return None
        segments = schemes.read_segments(self.folder, name)
        if not (segments["segment"] >= 0).any():
            return None
        axes, memberships = (
            io.read(table, self.folder, scheme=name) for table in (AXES, MEMBERSHIPS)
        )
        scheme: QuadrantScheme = io.load_model(self.folder.model(name))
        return Loyalty(scheme, segments, axes, memberships)
