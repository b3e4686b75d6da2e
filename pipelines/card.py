"""All that is said of one customer to whoever asks why he is where he is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import profiles
from pipelines import card_blocks, schemes, workspace
from pipelines.card_scheme import SchemeCard
from pipelines.card_text import Section
from pipelines.scheme_run import SchemeRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.shared import Shared

MOST_FEATURES = 10


@dataclass(frozen=True)
class Card:
    """One customer of a source, by the id of a row of its features."""

    shared: Shared
    customer: str

    def sections(self) -> Iterator[Section]:
        """Yield the information blocks, the behaviour, then scheme after scheme."""
        yield self._head
        yield from card_blocks.sections(self.shared, self.customer, self.wording)
        yield self._behaviour
        hidden = card_blocks.hidden(self.shared)
        for run in self.runs:
            yield SchemeCard(run, self.row, hidden, self.wording).section
        if self._left_out or not self.runs:
            yield self._others

    @cached_property
    def wording(self) -> profiles.Wording:
        """The language, and the currency of the source."""
        return profiles.Wording(
            language=self.shared.cfg.language.value, currency=self.shared.currency
        )

    @cached_property
    def row(self) -> int:
        """Where the customer stands in the features."""
        return int((self.shared.features["customer_id"] == self.customer).argmax())

    @cached_property
    def runs(self) -> list[SchemeRun]:
        """The schemes that are fitted on the present features."""
        folder = self.shared.folder
        current = (n for n in folder.schemes() if schemes.is_current(folder, n))
        return [SchemeRun(self.shared, name) for name in current]

    @property
    def _head(self) -> Section:
        say, as_of = self.wording.say, self.shared.facts["as_of"]
        status = str(self.shared.features["status"].iloc[self.row])
        source = self.shared.cfg.source["name"]
        rows = [
            (say("Source", "数据源"), workspace.origin(self.shared.cfg) or source),
            (say("As of", "截至"), as_of),
        ]
        if status != "ok":
            told = profiles.status_in_words(status, self.wording)
            rows.append((say("Status", "状态"), told))
        return Section(say(f"Customer {self.customer}", f"客户 {self.customer}"), rows)

    @property
    def _behaviour(self) -> Section:
        """The ten features that matter most to the schemes, and stand out most."""
        looked_at = Counter(
            column for run in self.runs for column in run.scheme.used_columns
        )
        every, hidden = self.shared.dictionary, card_blocks.hidden(self.shared)
        shown = every[~every["column"].isin(hidden)]
        told = profiles.doings(
            self.shared.features, self.row, shown, self.wording, looked_at
        )
        rows = [
            (each.label, f"{each.value} · {each.said}") for each in told[:MOST_FEATURES]
        ]
        none = [(self.wording.say("Nothing is known.", "没有记录。"), "")]
        return Section(self.wording.say("Behaviour", "行为"), rows or none)

    @property
    def _left_out(self) -> list[str]:
        told = {run.name for run in self.runs}
        return [name for name in self.shared.folder.schemes() if name not in told]

    @property
    def _others(self) -> Section:
        """Schemes of earlier features, of which nothing is said."""
        say = self.wording.say
        if not self._left_out:
            said = say("No scheme is fitted yet.", "尚无已拟合的方案。")
            return Section(say("Schemes", "方案"), [(said, "")])
        label = say("Fitted on earlier features", "基于较早特征，未列出")
        return Section(
            say("Other schemes", "其他方案"), [(label, ", ".join(self._left_out))]
        )
