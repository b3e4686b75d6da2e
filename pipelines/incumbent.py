"""The champion, held against the customers of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import compare, config
from patronage.errors import QualityError
from patronage.study.earlier import day_before, features_of
from pipelines import terminal, workspace
from pipelines.describing import described

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config
    from patronage.study.champion import Champion
    from pipelines.shared import Shared


@dataclass(frozen=True, eq=False)
class Incumbent:
    """A champion, applied as it stands to one day and to the day of its training."""

    cfg: Config
    champion: Champion
    as_of: str

    @property
    def since(self) -> str:
        """The day of which it learned."""
        return str(self.champion.facts["as_of"])

    @property
    def age_days(self) -> int:
        """How many days lie between."""
        return (date.fromisoformat(self.as_of) - date.fromisoformat(self.since)).days

    @cached_property
    def features(self) -> pd.DataFrame:
        """Customers on the day, as the champion's own feature model describes them."""
        return self._described(self.as_of)

    @cached_property
    def placed(self) -> pd.DataFrame:
        """Its segments of the day, with the ids that persist."""
        return self.champion.placed(self.features)

    @cached_property
    def before(self) -> pd.DataFrame | None:
        """Its segments of the day it learned of, None where no ledger tells of it."""
        if not self.has_before:
            return None
        return self.champion.placed(self._described(self.since))

    def before_by(self, shared: Shared) -> pd.DataFrame:
        """Customers on that day, as another feature model describes them."""
        made = described(self.cfg, self.since)
        return features_of(made, shared.feature_model, shared.dictionary)

    @property
    def has_before(self) -> bool:
        """Whether customers can still be described as they stood then."""
        folder = workspace.folder(self.cfg)
        return self.age_days >= 0 and (
            day_before(self.as_of, self.age_days, folder) is not None
        )

    @cached_property
    def drift(self) -> pd.DataFrame:
        """How far customers are from those it was trained on."""
        return compare.drift(self.champion.reference, self.features, self.placed)

    @cached_property
    def watched(self) -> compare.Watched:
        """Whether it should be trained anew."""
        asked = self.cfg.drift
        rules = compare.Rules(
            feature_psi=asked.feature_psi,
            moderate_psi=asked.moderate_psi,
            moderate_features=asked.moderate_features,
            segment_psi=asked.segment_psi,
            max_age_days=asked.max_age_days,
        )
        return compare.watch(self.in_use, rules, age_days=self.age_days)

    @property
    def in_use(self) -> pd.DataFrame:
        """The drift of what the scheme looks at: no other feature makes it grow old."""
        used = self.champion.scheme.used_columns
        others = self.drift["kind"].isin(compare.FEATURE_KINDS)
        others &= ~self.drift["subject"].isin(used)
        return self.drift[~others] if used else self.drift

    @property
    def psi_max(self) -> float | None:
        """The largest index of what the scheme looks at, and of sizes; None of none."""
        known = self.in_use["psi"].dropna()
        return None if known.empty else float(known.max())

    def check(self) -> None:
        """Refuse data whose units or columns have changed: no model should learn them.

        Raises
        ------
        QualityError
            Naming every column that comes in another unit, or not at all.
        """
        if changed := compare.units_changed(self.champion.reference, self.features):
            raise QualityError(
                f"features should come as version {self.champion.version} was trained "
                f"on: {' '.join(changed)}"
            )

    def _described(self, as_of: str) -> pd.DataFrame:
        made = self.champion.describing(
            workspace.folder(self.cfg), config.instantiate(self.cfg.engine), as_of
        )
        with terminal.working(f"the champion looks at {as_of}"):
            return self.champion.features_on(made)
