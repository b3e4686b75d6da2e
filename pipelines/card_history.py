"""Since when a customer is in a class, and where he was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from patronage import io
from patronage.rules import reason_in_words
from patronage.tables import OFFICIAL, SEGMENTS

if TYPE_CHECKING:
    from patronage.profiles import Wording
    from pipelines.scheme_run import SchemeRun

Row = tuple[str, str]
Class = Callable[[int], str]


def rows(run: SchemeRun, customer: str, named: Class, wording: Wording) -> list[Row]:
    """Return what is on record of a customer up to the day of the features."""
    say = wording.say
    days = _official(run, customer)
    official = len(days) > 0
    days = days if official else _migrated(run, customer)
    if days.empty:
        first = run.shared.facts["as_of"]
        only = say(f"{first}, the only day on record", f"{first}，仅有这一天的记录")
        return [(say("Since", "始于"), only)]
    stays = list(_stays(days))
    told = [(say("Since", "始于"), stays[-1][1])]
    if official:
        told = list(_in_force(days.iloc[-1], stays[-1][1], named, wording))
    if len(stays) > 1:
        path = [f"{named(segment)} {first} – {last}" for segment, first, last in stays]
        told.append((say("History", "历史"), "; ".join(path)))
    return told


def _in_force(
    last: pd.Series, since: str, named: Class, wording: Wording
) -> Iterator[Row]:
    """The class that the rules of movement have in force, and why."""
    say, day = wording.say, str(last["as_of"])[:10]
    yield say("Official class", "正式类别"), named(int(last["official"]))
    yield say("Since", "始于"), since
    why = reason_in_words(str(last["reason"]), wording.language)
    yield say("As decided on", "判定日"), f"{day}: {why}"


def _official(run: SchemeRun, customer: str) -> pd.DataFrame:
    folder = run.shared.folder
    if not folder.path(OFFICIAL, run.name).is_file():
        return pd.DataFrame()
    table = io.read(OFFICIAL, folder, scheme=run.name)
    return _until(table.assign(segment=table["official"]), run, customer)


def _migrated(run: SchemeRun, customer: str) -> pd.DataFrame:
    """The days of `pipelines.migrate`, and the present one."""
    main = run.shared.folder
    folder = io.Folder(main.data, f"{main.source}.migration")
    if run.name not in folder.schemes():
        return pd.DataFrame()
    table = io.read(SEGMENTS, folder, scheme=run.name)
    earlier = _until(table, run, customer)
    day = pd.Timestamp(run.shared.facts["as_of"])
    now = _until(run.segments, run, customer)
    return pd.concat([earlier[earlier["as_of"] < day], now], ignore_index=True)


def _until(table: pd.DataFrame, run: SchemeRun, customer: str) -> pd.DataFrame:
    own = table["customer_id"] == customer
    past = table["as_of"] <= pd.Timestamp(run.shared.facts["as_of"])
    return table[own & past].sort_values("as_of", ignore_index=True)


def _stays(days: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Each class in turn, with the first and last day on which it was seen."""
    pairs = zip(days["segment"], days["as_of"], strict=True)
    for segment, group in groupby(pairs, key=lambda pair: int(pair[0])):
        seen = [str(day)[:10] for _, day in group]
        yield segment, seen[0], seen[-1]
