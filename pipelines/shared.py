"""What all schemes of a source share, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config, io
from patronage.errors import ConfigError
from patronage.tables import AXES, DICTIONARY, FEATURES, LEDGER, MEMBERSHIPS, OUTCOMES
from pipelines import schemes, terminal, workspace
from pipelines.loyalty import Loyalty

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.features import FeatureModel
    from patronage.quadrants import QuadrantScheme


@dataclass(frozen=True)
class Shared:
    """The tables of a source, and one matrix on which all schemes are judged."""

    cfg: Config

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
    def matrix(self) -> pd.DataFrame:
        """Standardised features of active customers; what is absent, at the mean.

        No column, where the features have none that the preprocessing asks for.
        """
        active = self.features[self.features["status"] == "ok"]
        try:
            fitted = config.instantiate(self.cfg.preprocessing).fit(active)
        except ConfigError:
            terminal.say(
                "separation is not measured: the features have no column that the "
                "preprocessing asks for (preprocessing.blocks)"
            )
            return pd.DataFrame(index=pd.Index(active["customer_id"]))
        fitted.set_output(transform="pandas")
        matrix: pd.DataFrame = fitted.transform(active.set_index("customer_id"))
        return matrix.fillna(matrix.mean()).fillna(0.0)

    @cached_property
    def currency(self) -> str:
        """The currency of the ledger, where there is one."""
        if not self.folder.path(LEDGER).exists():
            return ""
        return io.metadata(LEDGER, self.folder).get("currency", "")

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the features were made with, whatever is asked for now."""
        made = io.metadata(FEATURES, self.folder)
        days = {name: int(made[name]) for name in ("window_days", "horizon_days")}
        return {"as_of": made["as_of"], **days}

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
