"""Scores as people have written them down: every line is looked at."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import pandas as pd

from patronage.errors import InputError
from patronage.weights.delphi import SCORES

Offence = tuple[int, str]


def read_scores(
    rounds: Sequence[pd.DataFrame], *, items: Sequence[str], scale: Sequence[float]
) -> pd.DataFrame:
    """Return the table of scores, sorted by round, expert and the order of items.

    `rounds` hold `expert`, `item` and `score` as text, by line number. Each expert of a
    round scores every item once; an expert who was not in the first is refused, since
    names that are mistyped look like that.

    Raises
    ------
    InputError
        Naming the round and the line of the first offence, and how many more there are.
    """
    first = rounds[0]["expert"].unique().tolist() if rounds else []
    read = [pd.DataFrame(columns=SCORES)] * (not rounds)
    for number, texts in enumerate(rounds, start=1):
        told = texts.assign(number=pd.to_numeric(texts["score"], errors="coerce"))
        offences = [*_wrong_rows(told, items, scale), *_wrong_experts(told, items)]
        offences += _newcomers(told, first)
        if offences:
            line, said = min(offences)
            more = f" (and {len(offences) - 1} more)" if offences[1:] else ""
            raise InputError(f"round {number}, line {line}: {said}{more}.")
        read.append(told.assign(round=number, score=told["number"])[SCORES])
    table = pd.concat(read)
    place = table["item"].map({item: order for order, item in enumerate(items)})
    ordered = table.assign(place=place).sort_values(["round", "expert", "place"])
    return ordered[SCORES].reset_index(drop=True)


def _wrong_rows(
    rows: pd.DataFrame, items: Sequence[str], scale: Sequence[float]
) -> Iterator[Offence]:
    low, high = scale
    for line in _lines(rows["expert"] == ""):
        yield line, "an expert should have a name, or another label; it is empty"
    for line in _lines(~rows["item"].isin(items)):
        close = _like(rows["item"][line], items)
        yield line, f"an item should be {', '.join(items)}; got {close}"
    for line in _lines(~rows["number"].between(low, high)):
        got = rows["score"][line]
        yield line, f"a score should be from {low} to {high}; got '{got}'"


def _wrong_experts(rows: pd.DataFrame, items: Sequence[str]) -> Iterator[Offence]:
    for line in _lines(rows.duplicated(["expert", "item"])):
        got = rows["item"][line]
        yield line, f"an expert should score '{got}' once; it is there again"
    for expert, own in rows.groupby("expert")["item"]:
        missing = [item for item in items if item not in set(own)]
        if missing:
            said = f"an expert should score every item; '{expert}' lacks {missing[0]}"
            yield _lines(own.notna())[-1], said


def _newcomers(rows: pd.DataFrame, first: Sequence[str]) -> Iterator[Offence]:
    for line in _lines(~rows["expert"].isin(first)):
        close = _like(rows["expert"][line], first)
        yield line, f"an expert should be one of the first round; got {close}"


def _lines(wrong: pd.Series) -> list[int]:
    """The lines where something holds."""
    return [int(str(line)) for line in wrong.index[wrong]]


def _like(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"'{name}'" + (f" (did you mean '{close[0]}'?)" if close else "")
