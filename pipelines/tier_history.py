"""What a scheme's tiers did over the days of a panel, under a policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import compare, config, io, profiles, rules
from patronage.errors import InputError
from patronage.features.calendar import days, written
from patronage.loggable import Figure, Loggable, Params, Table, Text
from patronage.segments import KEY
from patronage.tables import OFFICIAL, PANEL
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.segments import SegmentScheme

ASK = "run `python -m pipelines.features 'as_of=monthly:2018-01..2018-12'` first"
POLICY = "policy"


@dataclass(frozen=True)
class TierHistory:
    """One rule, fitted on the first day of a panel and applied to all."""

    cfg: Config

    @cached_property
    def folder(self) -> io.Folder:
        """Where the tables of the source stand."""
        return workspace.folder(self.cfg)

    @cached_property
    def days(self) -> list[str]:
        """The days of the panel.

        Raises
        ------
        InputError
            If there is no panel, or one of other days than `as_of` asks for.
        """
        if not self.folder.path(PANEL).is_file():
            raise InputError(
                f"dynamics: source '{self.folder.source}' should have a panel of "
                f"several days; it has none, {ASK}."
            )
        made = io.metadata(PANEL, self.folder)["as_of"].split()
        asked = self.cfg.as_of
        if asked is not None and [written(day) for day in days(asked)] != made:
            raise InputError(
                f"dynamics: the panel should be of the days that as_of asks for; it is "
                f"of {len(made)} from {made[0]} to {made[-1]}, {ASK}."
            )
        return made

    @cached_property
    def features(self) -> pd.DataFrame:
        """The customers on every day."""
        first, last = self.days[0], self.days[-1]
        terminal.say(f"dynamics: {len(self.days)} days from {first} to {last}")
        return io.read(PANEL, self.folder)

    @cached_property
    def scheme(self) -> SegmentScheme:
        """The rule, fitted on the first day."""
        scheme: SegmentScheme = config.instantiate(self.cfg.rules)
        first = self.features[self.features["as_of"] == pd.Timestamp(self.days[0])]
        with terminal.working(f"fitting {scheme.name} on {self.days[0]}"):
            return scheme.fit(first.reset_index(drop=True))

    @cached_property
    def ladder(self) -> rules.Ladder | None:
        """The edges of the tiers; None where segments have no order."""
        ladder: rules.Ladder | None = getattr(self.scheme, "ladder", None)
        return ladder

    @cached_property
    def policy(self) -> rules.Policy:
        """When a computed tier becomes official."""
        policy: rules.Policy = config.instantiate(self.cfg.policy)
        return policy

    @cached_property
    def panel(self) -> pd.DataFrame:
        """The computed tiers: `customer_id`, `as_of`, `segment`, `value`."""
        by_day = self.features.groupby("as_of", sort=True)
        assigned = pd.concat([self.scheme.assign(day) for _, day in by_day])
        panel = assigned[[*KEY, "segment"]].merge(self._values, on=KEY, how="left")
        return panel.sort_values(KEY, ignore_index=True)

    @cached_property
    def trail(self) -> pd.DataFrame:
        """The official tiers, with the reason of each."""
        return self.policy(self.panel, self.ladder)

    @cached_property
    def movement(self) -> pd.DataFrame:
        """How much moved, period by period."""
        return compare.movement_by_period(self.trail, ordered=self.ladder is not None)

    @cached_property
    def bunching(self) -> pd.DataFrame | None:
        """Whether customers buy just enough, edge by edge."""
        if self.ladder is None:
            return None
        return rules.bunching_test(self.panel, self.ladder.edges)

    @property
    def sentences(self) -> list[str]:
        """What a reader should take from it, in the language of the run."""
        said = compare.told_tier_movement(self.movement)
        said += [] if self.bunching is None else compare.told_bunching(self.bunching)
        return [getattr(each, self.cfg.language.value) for each in said]

    @property
    def facts(self) -> dict[str, Any]:
        """What the movement is of."""
        return {
            "as_of": self.days[-1],
            "first_day": self.days[0],
            "periods": len(self.days),
            POLICY: type(self.policy).__name__.lower(),
        }

    def write(self) -> None:
        """Write the audit trail."""
        about = {name: str(value) for name, value in self.facts.items()}
        io.write(
            OFFICIAL, self.trail, self.folder, scheme=self.scheme.name, metadata=about
        )

    def items(self) -> Iterator[Loggable]:
        """Yield all that is tracked."""
        cfg = self.cfg
        how = {name: value for name, value in cfg.policy.items() if name[0] != "_"}
        yield Params({"source": cfg.source.name, "seed": cfg.seed, **self.facts, **how})
        yield from compare.movement_metrics(self.movement)
        yield workspace.note(cfg, self.sentences)
        yield Table("movement.csv", self.movement)
        if self.bunching is not None:
            yield from rules.bunching_metrics(self.bunching)
            yield Table("bunching.csv", self.bunching)
        yield self._figure()
        yield Text("config.yaml", config.to_yaml(cfg, self.facts))

    @property
    def _values(self) -> pd.DataFrame:
        """The column of the ladder; missing where there is none."""
        values = self.features[KEY]
        if self.ladder is None:
            return values.assign(value=float("nan"))
        return values.assign(value=self.features[self.ladder.column].astype("float64"))

    def _figure(self) -> Figure:
        """The official tiers over time."""
        cfg, scheme = self.cfg, self.scheme
        names = profiles.declared_names(scheme.name, scheme.segment_names)
        figure = profiles.tier_shares_figure(
            compare.tier_shares(self.trail),
            names.set_index("segment")[f"name_{cfg.language.value}"],
            profiles.Wording(language=cfg.language.value),
            scheme=scheme.name,
        )
        return Figure("tiers_over_time.png", figure)
