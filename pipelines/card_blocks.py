"""The five blocks of what is declared of a customer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.compute as pc

from patronage import ingest, io
from patronage.profiles import Phrase
from patronage.tables import CUSTOMERS, RECORDS
from pipelines.card_text import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patronage.profiles import Wording
    from patronage.schema import TableSchema
    from pipelines.shared import Shared

BLOCKS = {
    "basic": Phrase("Basic information", "基本信息"),
    "network": Phrase("Network information", "网络信息"),
    "management": Phrase("Management information", "管理信息"),
    "business": Phrase("Business information", "经营信息"),
    "personal": Phrase("Personal information", "个人信息"),
}
VOLATILITY = {
    "static": Phrase("static", "静态"),
    "dynamic": Phrase("dynamic", "动态"),
    "derived": Phrase("derived", "派生"),
}


def sections(shared: Shared, customer: str, wording: Wording) -> Iterator[Section]:
    """Yield a section per block, those too of which nothing is declared."""
    fields, shut = declared(shared.folder), hidden(shared)
    record = _of(CUSTOMERS, shared.folder, customer)
    history = _of(RECORDS, shared.folder, customer)
    day = "" if not fields else io.metadata(CUSTOMERS, shared.folder).get("as_of", "")
    for block, title in BLOCKS.items():
        own = {n: each for n, each in fields.items() if each.get("block") == block}
        rows = [
            (_label(name), _told(record, name, own[name], (history, day, wording)))
            for name in own
            if name not in shut
        ]
        if kept := len(own.keys() & shut):
            rows.append(_not_shown(kept, wording))
        nothing = [(wording.say("nothing declared", "无申报字段"), "")]
        yield Section(wording.say(*title), rows or nothing)


def declared(folder: io.Folder) -> dict[str, Any]:
    """Return the fields that the source declares of its customers."""
    if not folder.path(CUSTOMERS).is_file():
        return {}
    fields: dict[str, Any] = json.loads(io.metadata(CUSTOMERS, folder)["fields"])
    return fields


def hidden(shared: Shared) -> set[str]:
    """Return the fields that the role of the reader (`export.role`) may not see."""
    return set(ingest.hidden(declared(shared.folder), shared.cfg.export.role))


def _of(schema: TableSchema, folder: io.Folder, customer: str) -> pd.DataFrame:
    """The rows of a customer, oldest first; none where there is no such table."""
    if not folder.path(schema).is_file():
        return pd.DataFrame()
    table = io.read_arrow(schema, folder)
    rows = table.filter(pc.equal(table["customer_id"], customer))
    told: pd.DataFrame = rows.to_pandas()
    return told.sort_values(list(schema.key), ignore_index=True)


def _label(name: str) -> str:
    return name.replace("_", " ")


def _told(
    record: pd.DataFrame,
    name: str,
    field: Mapping[str, Any],
    beside: tuple[pd.DataFrame, str, Wording],
) -> str:
    """The value, whether it changes, since when it stands, and who answers for it.

    Where reports bear no days, all are of the `day` of the source, if it has one.
    """
    history, day, wording = beside
    value = record[name].iloc[0] if len(record) else None
    if pd.isna(value):
        return wording.say("not known", "未知")
    known = wording.say(*VOLATILITY.get(field["volatility"], Phrase("", "")))
    since = _since(history, name)
    seen = wording.say(f"as of {day}", f"截至 {day}") if day else ""
    dated = wording.say(f"since {since}", f"自 {since} 起") if since else seen
    owner = field.get("owner") or ""
    owned = wording.say(f"from {owner}", f"来源 {owner}") if owner else ""
    text = wording.number(value) if isinstance(value, float) else str(value)
    return " · ".join(filter(None, [text, known, dated, owned]))


def _since(history: pd.DataFrame, name: str) -> str:
    """The day of the report from which on the value stands; empty if none is dated."""
    if name not in history or history.empty:
        return ""
    values = history[name].astype("str")
    other = (values != values.iloc[-1]).tolist()
    start = len(other) - other[::-1].index(True) if any(other) else 0
    day = str(history["since_day"].iloc[start])
    return "" if day.startswith("0001") else day[:10]


def _not_shown(count: int, wording: Wording) -> tuple[str, str]:
    fields = "field" if count == 1 else "fields"
    return (
        wording.say("not shown", "未显示"),
        wording.say(
            f"{count} {fields} that only their readers may see",
            f"{count} 个字段仅限有权读者",
        ),
    )
