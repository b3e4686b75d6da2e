"""What happened between two days to the customers of a quadrant scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage import compare, config, io, profiles
from patronage import features as room
from patronage.errors import ConfigError
from patronage.loggable import Figure, Loggable, Note, Params, Table, Text
from patronage.said import Said
from patronage.tables import RAW_FEATURES, SEGMENTS
from pipelines import terminal, workspace
from pipelines.describing import described

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.quadrants import QuadrantScheme
    from patronage.study.describing import Describing

WORTH = {"margin_total": ("margin", "毛利"), "monetary_total": ("revenue", "收入")}


@dataclass(frozen=True)
class Movement:
    """One scheme, fitted on the first of two days and applied to both.

    Features, segments and model stand in a place of their own, `<source>.migration`,
    since what they learned is of the first day: those of the main job stay.
    """

    cfg: Config

    @cached_property
    def described(self) -> Describing:
        """The source on both days."""
        asked = (self.cfg.before, self.cfg.after)
        days = [day for day in asked if day is not None]
        if len(days) < 2:
            raise ConfigError(
                "before and after should both be days, such as before=2017-06-30 "
                f"after=2017-09-30; got {asked[0]} and {asked[1]}."
            )
        return described(self.cfg, days)

    @cached_property
    def folder(self) -> io.Folder:
        """Where the tables of both days stand."""
        main = workspace.folder(self.cfg)
        return io.Folder(main.data, f"{main.source}.migration")

    @cached_property
    def model(self) -> room.FeatureModel:
        """What features learn across customers, learned on the first day."""
        self.described.write_raw(self.folder)
        learned = room.learned_columns(self.described.families)
        model = room.FeatureModel(learned).fit(self._raw(0))
        io.save_model(self.folder.file("processed", "feature_model.skops"), model)
        return model

    @cached_property
    def before(self) -> pd.DataFrame:
        """The features of the first day."""
        return self._features(0)

    @cached_property
    def scheme(self) -> QuadrantScheme:
        """The scheme, fitted on the first day."""
        scheme: QuadrantScheme = config.instantiate(self.cfg.quadrants)
        features = self.before
        with terminal.working(f"fitting {scheme.name} on {self.cfg.before}"):
            scheme.fit(features)
        io.save_model(self.folder.model(scheme.name), scheme)
        return scheme

    @cached_property
    def sides(self) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
        """Features and segments of either day."""
        return [(day, self.scheme.assign(day)) for day in self._days()]

    @cached_property
    def migration(self) -> compare.Migration:
        """Who moved where; writes the segments of both days."""
        names = profiles.declared_names(self.scheme.name, self.scheme.segment_names)
        silence = compare.Silence.learned(self.before)
        both = pd.concat([segments for _, segments in self.sides], ignore_index=True)
        ordered = both.sort_values(["customer_id", "as_of"], ignore_index=True)
        io.write(SEGMENTS, ordered, self.folder, scheme=self.scheme.name)
        stood = [
            compare.states(segments, silence.lost(day), n_segments=len(names))
            for day, segments in self.sides
        ]
        return compare.Migration(
            moved=compare.moves(*stood, n_segments=len(names)),
            names=names,
            memberships=self.scheme.memberships(self.before),
            spend=self._worth(),
        )

    @property
    def sentences(self) -> list[str]:
        """What a reader should take from it, in the language of the run."""
        said = compare.told_movement(self.migration, self.lookback)
        said += self._weighed()
        return [getattr(each, self.cfg.language.value) for each in said]

    @property
    def weight(self) -> str | None:
        """The column by which movement is weighed: margin where it is known."""
        known = self.before.columns[self.before.notna().any()]
        return next((name for name in WORTH if name in known), None)

    @property
    def lookback(self) -> compare.Lookback:
        """The days behind either day."""
        first, last = self.described.days
        starts = [max(d.first_day, d.as_of - d.window_days + 1) for d in (first, last)]
        return compare.Lookback(
            before=first.as_of - starts[0] + 1,
            after=last.as_of - starts[1] + 1,
            common=max(0, first.as_of - starts[1] + 1),
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What the movement is of."""
        first, last = (day.settings for day in self.described.days)
        days = {"before": first["as_of"], "after": last["as_of"]}
        return {**days, "as_of": last["as_of"], "window_days": self.cfg.window_days}

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked."""
        cfg, language = self.cfg, self.cfg.language.value
        how = {"seed": cfg.seed, "weighed_by": self.weight or "nothing"}
        yield Params({"source": cfg.source.name, **how, **self.facts})
        yield from self.migration.metrics
        yield Note("\n".join(f"- {sentence}" for sentence in self.sentences))
        yield Table("migration.csv", self.migration.table)
        yield Table("flows.csv", self.migration.flows(language))
        yield Table("balance.csv", self.migration.balance)
        yield self._figure()
        yield Text("config.yaml", config.to_yaml(cfg, self.facts))

    def _weighed(self) -> list[Said]:
        """Say how much of what customers bring has moved, and what that is."""
        share = self.migration.summary.get("spend_moved_share")
        if self.weight is None or share is None:
            return []
        english, chinese = WORTH[self.weight]
        return [
            Said(
                f"Weighed by {english} ({self.weight}), {share:.1%} changed quadrant.",
                f"按{chinese}（{self.weight}）加权，{share:.1%} 换了象限。",
            )
        ]

    def _figure(self) -> Figure:
        """Who moved where."""
        language, scheme = self.cfg.language.value, self.scheme.name
        wording = profiles.Wording(language=self.cfg.language.value)
        flows = profiles.Flows(
            table=self.migration.flows(language),
            days=(self.facts["before"], self.facts["after"]),
            states=list(self.migration.states[f"name_{language}"]),
            n_segments=self.migration.n_segments,
        )
        return Figure("migration.png", profiles.alluvial(flows, wording, scheme=scheme))

    def _days(self) -> Iterator[pd.DataFrame]:
        yield self.before
        yield self._features(1)

    def _worth(self) -> pd.Series[float] | None:
        """What each customer had brought by the first day."""
        if self.weight is None:
            return None
        worth = self.before.set_index("customer_id")[self.weight]
        return worth.astype(np.float64)

    def _raw(self, number: int) -> io.Frames:
        day = self.described.days[number].settings["as_of"]
        return io.Frames(RAW_FEATURES, self.folder, date.fromisoformat(day))

    def _features(self, number: int) -> pd.DataFrame:
        model = self.model
        frames = (
            model.transform(room.without_outcomes(raw)) for raw in self._raw(number)
        )
        return pd.concat(frames, ignore_index=True)
