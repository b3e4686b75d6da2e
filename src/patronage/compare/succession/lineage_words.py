"""What became of segments in sentences, English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd


def lineage_words(lineage: pd.DataFrame) -> list[Said]:
    """Return a sentence per event of the table `lineage`; all that go on share one."""
    by_fate = {str(fate): rows for fate, rows in lineage.groupby("fate")}
    tellers = {
        "kept": _kept,
        "split": _split,
        "merged": _merged,
        "born": _born,
        "died": _died,
    }
    return [
        said
        for fate, tell in tellers.items()
        if fate in by_fate
        for said in tell(by_fate[fate])
    ]


def _kept(rows: pd.DataFrame) -> Iterator[Said]:
    who = _listed(rows, "new")
    yield Said(f"{who.en} {_verb(rows, 'goes', 'go')} on.", f"{who.zh}延续。")


def _split(rows: pd.DataFrame) -> Iterator[Said]:
    for _, parts in rows.groupby("old_id"):
        whole, into = _listed(parts[:1], "old"), _listed(parts, "new")
        yield Said(
            f"{whole.en} was split into {into.en}.", f"{whole.zh}拆分为{into.zh}。"
        )


def _merged(rows: pd.DataFrame) -> Iterator[Said]:
    for _, parts in rows.groupby("new_id"):
        out_of, whole = _listed(parts, "old"), _listed(parts[:1], "new")
        yield Said(
            f"{out_of.en} were merged into {whole.en}.",
            f"{out_of.zh}合并为{whole.zh}。",
        )


def _born(rows: pd.DataFrame) -> Iterator[Said]:
    who = _listed(rows, "new")
    yield Said(f"{who.en} {_verb(rows, 'is', 'are')} new.", f"{who.zh}为新细分。")


def _died(rows: pd.DataFrame) -> Iterator[Said]:
    who = _listed(rows, "old")
    yield Said(
        f"{who.en} {_verb(rows, 'has', 'have')} no successor.",
        f"{who.zh}不再延续。",
    )


def _verb(rows: pd.DataFrame, one: str, several: str) -> str:
    return one if len(rows) == 1 else several


def _listed(rows: pd.DataFrame, side: str) -> Said:
    """List the segments of one side by name and id."""
    columns = [f"{side}_en", f"{side}_zh", f"{side}_id"]
    told = list(rows[columns].itertuples(index=False, name=None))
    english = [_called(f"{en} ({identity})", en, identity) for en, _, identity in told]
    chinese = [_called(f"{zh}（{identity}）", zh, identity) for _, zh, identity in told]
    return Said(_and(english), "、".join(chinese))


def _called(both: str, name: str, identity: str) -> str:
    """Say name and id, or the one that has the other in it."""
    return (name or identity) if not name or identity in name else both


def _and(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
