"""What tells the segments of a scheme apart, one from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.intervals import wilson
from patronage.loggable import Loggable, Metric, Table
from patronage.profiles.contrast import contrast, contrast_sentences, nearest_segments
from patronage.profiles.effects import effect_metrics, effects
from patronage.profiles.exemplars import exemplars
from patronage.profiles.profile import placed
from patronage.profiles.questions import questions
from patronage.profiles.segment_rules import segment_rules
from patronage.profiles.surrogate import Surrogate, surrogate
from patronage.segments import KEY

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording
    from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A scheme's segments held against each other.

    `told` is a table of `profile_features`, `compared` the same and more, in which
    neighbours are compared; `named` has `segment`, `segment_id` and
    `name`, `used` the columns that the scheme looks at; `matrix` holds standardised
    features, its index customer ids (empty: no neighbours, no exemplars); `shown` are
    the columns that exemplars show.
    """

    features: pd.DataFrame
    segments: pd.DataFrame
    told: pd.DataFrame
    compared: pd.DataFrame
    named: pd.DataFrame
    units: Mapping[str, str]
    wording: Wording
    used: Sequence[str]
    matrix: pd.DataFrame
    shown: Sequence[str]
    seed: int

    @cached_property
    def surrogate(self) -> Surrogate | None:
        """The tree that stands for the scheme."""
        asked = questions(self._customers, list(dict.fromkeys(self.used)))
        return surrogate(asked, self._segment, seed=self.seed)

    @cached_property
    def rules(self) -> pd.DataFrame:
        """The best rule of each segment."""
        nodes = self.surrogate.nodes if self.surrogate else ()
        return segment_rules(nodes, self._segment, self.units, self.wording)

    @cached_property
    def contrast(self) -> pd.DataFrame:
        """Each segment against the one nearest to it."""
        names = dict(zip(self.named["segment"], self.named["name"], strict=True))
        nearest = nearest_segments(self.matrix, self.segments)
        return contrast(self.compared, nearest, names)

    def items(self) -> Iterator[Loggable]:
        """Yield the tables and metrics."""
        yield Table("rules.csv", self._with_names(self.rules.drop(columns="length")))
        yield Table("contrast.csv", self._with_names(self.contrast))
        central = exemplars(self.features, self.segments, self.matrix, self.shown)
        yield Table("exemplars.csv", self._with_names(central))
        yield Table("eta2.csv", effects(self.told, self.used, self.wording))
        yield from self.metrics()

    def metrics(self) -> Iterator[Metric]:
        """Yield how far segments differ, and how simply they are told.

        `simplicity/rule_length` is the mean number of conditions that a customer's
        segment has, `simplicity/columns` the number of columns that the scheme uses.
        """
        yield from effect_metrics(self.told, self.used)
        if self.used:
            yield Metric("simplicity/columns", float(len(set(self.used))))
        if self.surrogate:
            yield from self._fidelity(self.surrogate.fidelity)
        if len(self.rules):
            length = self.rules.set_index("segment")["length"]
            mean = float(pd.Series(self._segment).map(length).mean())
            yield Metric("simplicity/rule_length", mean)

    def _fidelity(self, right: float) -> Iterator[Metric]:
        """Yield the share of customers whom rules place right, with its interval."""
        name, n = "quality/surrogate_fidelity", len(self._segment)
        yield Metric(name, right)
        for end, bound in zip(
            ("low", "high"), wilson(np.array([right]), np.array([n])), strict=True
        ):
            yield Metric(f"{name}_{end}", float(bound[0]))

    @property
    def fidelity(self) -> str:
        """How far the rules can be trusted, in a sentence; empty without rules."""
        if not self.surrogate:
            return ""
        share = self.wording.percent
        right, largest = self.surrogate.fidelity, np.bincount(self._segment).max()
        blind = share(largest / len(self._segment))
        return self.wording.say(
            f"Up to three questions put {share(right)} of customers into their segment"
            f" (always naming the largest would be right for {blind}).",
            f"最多三个问题即可将 {share(right)} 的客户归入所属细分"
            f"（若一律归入最大的细分，正确率为 {blind}）。",
        )

    @property
    def page_table(self) -> pd.DataFrame:
        """Rules and contrasts as texts, a row per segment that has any."""
        rules = self.rules.set_index("segment")
        compared = contrast_sentences(self.contrast, self.wording)
        rows = [
            [
                name,
                _told(rules["rule"], segment, str),
                _told(rules["coverage"], segment, self.wording.percent),
                _told(rules["precision"], segment, self.wording.percent),
                compared.get(segment, ""),
            ]
            for segment, name in zip(
                self.named["segment"], self.named["name"], strict=True
            )
            if segment in rules.index or segment in compared
        ]
        heads = {
            "Segment": "细分",
            "Rule": "规则",
            "Covers": "覆盖率",
            "Right": "准确率",
            "Beside its nearest": "与最近细分相比",
        }
        return pd.DataFrame(
            rows, columns=[*map(self.wording.say, heads, heads.values())]
        )

    @cached_property
    def _customers(self) -> pd.DataFrame:
        asked = [c for c in dict.fromkeys(self.used) if c in self.features]
        return placed(self.features[[*KEY, *asked]], self.segments)

    @property
    def _segment(self) -> IntArray:
        return self._customers["segment"].to_numpy(np.int64)

    def _with_names(self, table: pd.DataFrame) -> pd.DataFrame:
        return self.named.merge(table, on="segment")


def _told(values: pd.Series, segment: int, write: Callable[[Any], str]) -> str:
    return write(values[segment]) if segment in values.index else ""
