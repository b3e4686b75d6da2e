"""What a retraining tells and tracks: both sides, the decision and its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from patronage import compare, profiles, tracking
from patronage.loggable import Figure, Loggable, Metric, Note, Table
from patronage.said import Said
from pipelines import terminal, trials, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.figure import Figure as MatplotlibFigure

    from patronage.profiles.wording import Language
    from pipelines.challenge import Challenge
    from pipelines.incumbent import Incumbent
    from pipelines.publishing import Event
    from pipelines.scheme_run import SchemeRun


@dataclass(frozen=True)
class RetrainRun:
    """A challenge, and what was decided."""

    challenge: Challenge
    event: Event

    def tell(self) -> None:
        """Show the decision at the terminal, and track all that it rests on."""
        for sentence in self.sentences:
            terminal.say(sentence)
        cfg, run = self.challenge.cfg, self._run
        if not cfg.tracking.enabled:
            return
        tags = workspace.tags(cfg, run.scheme, as_of=self.challenge.as_of)
        tags |= {"stage": "retrain", "decision": str(self.event["decision"])}
        with terminal.working("tracking the retraining"):
            tracking.log(
                self.items(),
                workspace.store(cfg),
                name=f"{run.title}-{self.challenge.as_of}",
                tags=tags | trials.tags(cfg),
            )

    @property
    def sentences(self) -> list[str]:
        """What was decided and why, and what became of the segments."""
        en = self.challenge.cfg.language.value == "en"
        reasons = self.event["reasons"] if en else self.event["reasons_zh"]
        said = [f"{self.challenge.as_of}: {self.event['decision']}", *reasons]
        return [*said, *(getattr(each, "en" if en else "zh") for each in self._found)]

    def items(self) -> Iterator[Loggable]:
        """Yield the challenger's run, and beside it what it was held against."""
        return chain(
            self._run.items(),
            [Table("gates.csv", self.challenge.judgement.gates)],
            self._succession(),
            self._drift(),
            self._champion(),
            [Note("\n".join(f"- {sentence}" for sentence in self.sentences))],
        )

    @property
    def _run(self) -> SchemeRun:
        """The challenger; its registered model is tagged with the version it became."""
        promoted = self.event["decision"] == "promoted"
        version = str(self.event["version"]) if promoted else ""
        return replace(self.challenge.run, version=version)

    @property
    def _found(self) -> Iterator[Said]:
        """What became of the segments, and of the customers."""
        if self.challenge.incumbent is not None:
            yield self.challenge.incumbent.watched.verdict
        if self.challenge.moved is not None:
            yield from self.challenge.moved.sentences
        if self.challenge.lineage is not None:
            yield from compare.lineage_words(self.challenge.lineage)

    def _succession(self) -> Iterator[Loggable]:
        """Which segments went on, and whether customers moved or the model did."""
        lineage, moved = self.challenge.lineage, self.challenge.moved
        if lineage is not None:
            yield Table("lineage.csv", lineage)
            yield Figure("lineage.png", self._lineage_figure(lineage))
        if self.event["churn"] is not None:
            yield Metric("retrain/churn", self.event["churn"])
        if moved is not None:
            yield Table("moved.csv", moved.table)
            yield from (Metric(f"retrain/{k}", v) for k, v in moved.shares.items())

    def _lineage_figure(self, lineage: pd.DataFrame) -> MatplotlibFigure:
        language: Language = self.challenge.cfg.language.value
        return profiles.lineage_figure(lineage, language=language)

    def _drift(self) -> Iterator[Loggable]:
        """How far customers are from those the champion learned of."""
        incumbent = self.challenge.incumbent
        return iter(()) if incumbent is None else drift_items(incumbent)

    def _champion(self) -> Iterator[Loggable]:
        """The other side's scorecard."""
        side = self.challenge.champion_side
        if side is not None:
            yield from (Metric(f"champion/{k}", v) for k, v in side.metrics.items())


def drift_items(incumbent: Incumbent) -> Iterator[Loggable]:
    """Yield the table of drift, its figure, and its largest numbers."""
    figure = profiles.drift_figure(
        incumbent.in_use,
        incumbent.champion.names,
        language=incumbent.cfg.language.value,
    )
    yield Table("drift.csv", incumbent.drift)
    yield Figure("drift.png", figure)
    if incumbent.psi_max is not None:
        yield Metric("drift/psi_max", incumbent.psi_max)
    yield Metric("drift/age_days", float(incumbent.age_days))
    yield Metric("drift/due", float(incumbent.watched.due))
