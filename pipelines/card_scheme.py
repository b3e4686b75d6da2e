"""What one scheme says of a customer, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from patronage import profiles
from patronage.overrides import OVERRIDE
from patronage.segments import segment_id
from pipelines import card_history
from pipelines.card_text import Section

if TYPE_CHECKING:
    from patronage.segments import Explanation
    from pipelines.scheme_run import SchemeRun

Row = tuple[str, str]


@dataclass(frozen=True)
class SchemeCard:
    """One fitted scheme and the row of a customer in the features."""

    run: SchemeRun
    row: int
    hidden: Collection[str]
    wording: profiles.Wording

    @property
    def section(self) -> Section:
        """The class, how sure it is, since when, why, and what comes next."""
        say = self.wording.say
        rows = [(say("Class", "类别"), self._class(int(self._placed["segment"])))]
        rows += [*self._standing(), *self._override()]
        rows += card_history.rows(self.run, self._customer, self._class, self.wording)
        rows += self._reasons()
        return Section(say(f"Scheme {self.run.name}", f"方案 {self.run.name}"), rows)

    def _standing(self) -> Iterator[Row]:
        say, placed = self.wording.say, self._placed
        told = profiles.status_in_words(str(placed["status"]), self.wording)
        yield say("Status", "状态"), told
        if pd.notna(placed["probability"]):
            sure = self.wording.percent(float(placed["probability"]))
            yield say("Probability", "概率"), sure

    def _override(self) -> Iterator[Row]:
        """Who has put the customer here, why, until when, and what the scheme says."""
        rows = self.run.overrides
        for each in rows[rows["customer_id"] == self._customer].to_dict("records"):
            expires = str(each["expires"])[:10]
            asked = self._class(int(each["segment"]))
            own = self._class(int(each["scheme_segment"]))
            say = self.wording.say
            if each["state"] != "active":
                yield (
                    say("Override expired", "人工指定已过期"),
                    say(f"on {expires}: {asked}", f"{expires}：{asked}"),
                )
                continue
            yield say("Override", "人工指定"), str(each["reason"])
            yield say("Approved by", "批准人"), str(each["approver"])
            yield say("Until", "有效期至"), expires
            yield say("Scheme says", "方案判定"), own

    def _reasons(self) -> Iterator[Row]:
        say, why = self.wording.say, self._explanation
        by_hand = self._placed["status"] == OVERRIDE
        if why.because:
            label = (
                say("Scheme's reason", "方案理由")
                if by_hand
                else say("Because", "理由")
            )
            yield label, self._plain(why.because)
        if why.next_step:
            label = (
                say("Scheme's next", "方案下一类")
                if by_hand
                else say("Next class", "下一类别")
            )
            yield label, self._plain(why.next_step)

    @cached_property
    def _explanation(self) -> Explanation:
        rows = self.run.shared.features.iloc[[self.row]].reset_index(drop=True)
        explained = self.run.scheme.explain(rows, self.wording.language)
        return explained[0]

    def _plain(self, text: str) -> str:
        """Say columns and segments by their names, and nothing of hidden fields."""
        rests_on = {*re.findall(r"\w+", text), *self.run.scheme.used_columns}
        if rests_on & set(self.hidden):
            return self.wording.say(
                "not shown: it rests on a field that only its readers may see",
                "未显示：涉及仅限有权读者的字段",
            )
        for segment, name in self._names.items():
            told = f"{segment_id(segment)} {name}"
            text = re.sub(rf"\b{segment_id(segment)}\b", told, text, count=1)
        return profiles.in_plain_words(text, self._columns, self.wording)

    @property
    def _columns(self) -> set[str]:
        """Names that are columns wherever they stand; single words are, if used."""
        every = self.run.shared.features.columns
        return {n for n in every if "_" in n} | set(self.run.scheme.used_columns)

    def _class(self, segment: int) -> str:
        if segment < 0:
            return self.wording.say("none", "无")
        return f"{self._names.get(segment, '')} ({segment_id(segment)})".strip()

    @cached_property
    def _names(self) -> dict[int, str]:
        names = self.run.names
        own = names[f"name_{self.wording.language}"]
        return dict(zip(names["segment"].astype(int), own.astype(str), strict=True))

    @cached_property
    def _placed(self) -> pd.Series:
        segments = self.run.segments
        return segments[segments["customer_id"] == self._customer].iloc[0]

    @property
    def _customer(self) -> str:
        return str(self.run.shared.features["customer_id"].iloc[self.row])
