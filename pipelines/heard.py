"""What the customers of one scheme's segments have said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage import feedback, io, profiles, weights
from patronage.loggable import Figure, Loggable, Metric, Table
from patronage.said import Said
from patronage.tables import FEEDBACK
from pipelines import contacts, workspace
from pipelines.few import only_counted

if TYPE_CHECKING:
    from pipelines.scheme_run import SchemeRun

SCALE = (0.0, 100.0)


@dataclass(frozen=True)
class Heard:
    """One fitted scheme, and the feedback of the window."""

    run: SchemeRun
    listening: feedback.Listening

    @cached_property
    def answers(self) -> feedback.Answers:
        """What was said in the window."""
        facts = self.run.shared.facts
        return feedback.Answers.of(
            io.read(FEEDBACK, self.run.shared.folder),
            self.run.segments,
            as_of=pd.Timestamp(facts["as_of"]),
            window_days=facts["window_days"],
        )

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table that has a row, by file name; segments by name."""
        said = self.answers
        made = {
            "satisfaction.csv": feedback.top_boxes(said),
            "importance.csv": feedback.importance(said),
            "complaints.csv": self._complaints(),
            "delivered_value.csv": self.listening.delivered_value(said),
            "promoters.csv": feedback.promoters(said),
            "expectations.csv": feedback.gaps(said),
            **self._panel(),
            "intentions.csv": feedback.intended(said),
        }
        return {name: _told(frame) for name, frame in made.items() if len(frame)}

    @cached_property
    def fieldwork(self) -> feedback.Fieldwork:
        """How the survey was made."""
        surveys = contacts.of_kinds(self.run.shared, self.listening.survey_kinds)
        return feedback.judged_fieldwork(self.answers, surveys)

    @property
    def sentences(self) -> list[Said]:
        """What is to be said of the survey, and of expectations that are not met."""
        return [*self._response(), *self.fieldwork.warnings, *self._lacking()]

    def items(self) -> Iterator[Loggable]:
        """Yield tables, figures and metrics; nothing of it names a customer."""
        for name, frame in self.tables.items():
            yield Table(name, self.named(frame))
        if self.fieldwork.asked:
            yield Metric("feedback/response_rate", self.fieldwork.response)
        yield Metric("feedback/lag_days", self.fieldwork.lag_days)
        yield from self._figures()

    def named(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Put the segment's name beside its number."""
        if "segment" not in frame:
            return frame
        return self._names.merge(frame, on="segment")

    @cached_property
    def _names(self) -> pd.DataFrame:
        name = f"name_{self.run.shared.cfg.language.value}"
        names = self.run.names.rename(columns={name: "name"})
        return names[["segment", "name"]]

    def _figures(self) -> Iterator[Loggable]:
        wording, scheme = self.run.described.wording, self._title
        if "importance.csv" in self.tables:
            drawn = profiles.importance_map(
                self.tables["importance.csv"], wording, scheme=scheme
            )
            yield Figure("importance_performance.png", drawn)
        if panels := list(self._voices()):
            drawn = profiles.voices(panels, self._names, wording, scheme=scheme)
            yield Figure("feedback.png", drawn)

    @property
    def _title(self) -> str:
        """The scheme, and that its customers are made up, if they are."""
        made_up = workspace.origin(self.run.shared.cfg)
        return f"{self.run.name} ({workspace.MADE_UP})" if made_up else self.run.name

    def _voices(self) -> Iterator[profiles.Voice]:
        say = self.run.described.wording.say
        panels = {
            "promoters.csv": (say("Net promoter score", "净推荐值"), "nps"),
            "delivered_value.csv": (say("Delivered value", "让渡价值"), "index"),
            "complaints.csv": (
                say("Complaints per 100 orders", "每百单投诉"),
                "shrunk_rate",
            ),
        }
        for name, (label, column) in panels.items():
            if name in self.tables:
                yield profiles.Voice(label, self.tables[name], column)

    def _panel(self) -> dict[str, pd.DataFrame]:
        """What the panel that forecasts expectations has said, round by round."""
        scores = feedback.rounds(self.answers)
        if scores.empty:
            return {}
        return {
            "panel_rounds.csv": weights.round_feedback(scores),
            "panel_agreement.csv": weights.convergence(scores, scale=SCALE),
        }

    def _complaints(self) -> pd.DataFrame:
        features = self.run.shared.features
        if "n_orders" not in features:
            return pd.DataFrame()
        orders = features[["customer_id", "n_orders"]].fillna({"n_orders": 0.0})
        placed = self.run.segments[["customer_id", "segment"]]
        return feedback.complaint_rates(self.answers, placed.merge(orders))

    def _response(self) -> Iterator[Said]:
        work = self.fieldwork
        if work.asked:
            yield Said(
                f"{work.answered:,} of {work.asked:,} who were asked have answered "
                f"({work.response:.0%})",
                f"受访 {work.asked:,} 人中 {work.answered:,} 人作答"
                f"（{work.response:.0%}）",
            )

    def _lacking(self) -> Iterator[Said]:
        """Name the widest gap between what is expected and what is found."""
        if "expectations.csv" not in self.tables:
            return
        widest = self.named(self.tables["expectations.csv"]).nlargest(1, "gap").iloc[0]
        if widest["gap"] > 0:
            yield Said(
                f"most lacking: {widest['item']} in {widest['name']}, expected "
                f"{widest['expected']:.0f}, found {widest['found']:.0f} of 100",
                f"差距最大：{widest['name']} 的{widest['item']}，期望 "
                f"{widest['expected']:.0f}，现状 {widest['found']:.0f}（满分 100）",
            )


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    if "answers" not in frame:
        return frame
    measures = list(frame.select_dtypes("float").columns)
    return only_counted(frame, measures, by="answers")
