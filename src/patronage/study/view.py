"""What every scheme of a study sees, and is told in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from patronage import config, io
from patronage.study.earlier import Earlier, day_before, features_of
from patronage.study.ground import Ground
from patronage.study.provenance import facts_of, made_of, quality_line
from patronage.study.standard import Standard
from patronage.tables import DICTIONARY, FEATURES, OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features import FeatureModel
    from patronage.profiles.wording import Language, Wording
    from patronage.study.sourced import Sourced


@dataclass(frozen=True, eq=False)
class View:
    """The customers of a source on one day, and the words for them."""

    sourced: Sourced

    @cached_property
    def features(self) -> pd.DataFrame:
        """The feature table."""
        return io.read(FEATURES, self.sourced.described)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What customers did afterwards."""
        return io.read(OUTCOMES, self.sourced.described)

    @cached_property
    def dictionary(self) -> pd.DataFrame:
        """What the features mean."""
        return io.read(DICTIONARY, self.sourced.described)

    @cached_property
    def standard(self) -> Standard:
        """How features become the matrix on which all schemes are judged."""
        preprocessing = config.instantiate(self.sourced.cfg.preprocessing)
        return Standard.learned(preprocessing, self.features)

    @cached_property
    def ground(self) -> Ground:
        """What every scheme is judged on."""
        cfg = self.sourced.cfg
        return Ground(
            features=self.features,
            outcomes=self.outcomes,
            matrix=self.standard.matrix,
            seed=cfg.seed,
            resamples=cfg.compare.resamples,
            n_bootstraps=cfg.n_bootstraps,
            n_jobs=cfg.n_jobs,
            earlier=self._earlier(),
        )

    @property
    def name(self) -> str:
        """Whose customers they are."""
        return self.sourced.source.name

    @property
    def origin(self) -> str:
        """Whose customers they are, in a sentence."""
        return self.sourced.source.description

    @property
    def currency(self) -> str:
        """The currency of the ledger, where there is one."""
        return self.sourced.source.currency.code

    @property
    def language(self) -> Language:
        """The language of names, figures and reports."""
        return self.sourced.cfg.language.value

    @property
    def settings(self) -> str:
        """All settings, as YAML."""
        own = {"name": self.name, "description": self.origin}
        is_configured = self.sourced.cfg.source.name == self.name
        facts = facts_of(self.sourced.described)
        return config.to_yaml(
            self.sourced.cfg, facts if is_configured else {**facts, "source": own}
        )

    def made(self, wording: Wording) -> dict[str, Any]:
        """What a page tells of how it was computed."""
        folder = self.sourced.described
        return {
            "made": made_of(folder, wording),
            "settings": self.settings,
            "data_quality": quality_line(folder, wording),
        }

    def _earlier(self) -> Earlier | None:
        """The customers `compare.gap_days` earlier; None where nobody can tell."""
        asked, standard = self.sourced.cfg.compare, self.standard
        folder = self.sourced.described
        day = day_before(facts_of(folder)["as_of"], asked.gap_days, folder)
        if day is None or standard.fitted is None:
            return None
        made = self.sourced.describing(day.isoformat())
        table = features_of(made, self._model, self.dictionary)
        return Earlier(
            features=table,
            matrix=standard.of(table),
            matrix_now=standard.matrix,
            within=asked.steady_within,
        )

    @property
    def _model(self) -> FeatureModel:
        path = self.sourced.described.file("processed", "feature_model.skops")
        model: FeatureModel = io.load_model(path)
        return model
