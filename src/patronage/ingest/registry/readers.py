"""Who may see which field of a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from patronage.errors import ConfigError
from patronage.ingest.declared.source import Source

if TYPE_CHECKING:
    import pyarrow as pa


def check_sensitive(source: Source) -> None:
    """Refuse a sensitive field under a second name that is not sensitive.

    Raises
    ------
    ConfigError
        Naming both: what one department fills both with is the same.
    """
    for department, table in source.customers.items():
        sensitive = {
            _plain(value.expression): name
            for name, value in table.columns.items()
            if source.fields[name].sensitive
        }
        for name, value in table.columns.items():
            other = sensitive.get(_plain(value.expression), name)
            if other != name and not source.fields[name].sensitive:
                raise ConfigError(
                    f"{department}: '{name}' is the sensitive field '{other}' "
                    "again; it should be sensitive too."
                )


def hidden(fields: Mapping[str, Mapping[str, Any]], role: str) -> list[str]:
    """Return the declared fields that a role may not see.

    A field that names its readers is for them alone, a sensitive one always.
    """
    return [
        name
        for name, declared in fields.items()
        if (declared.get("readers") or declared.get("sensitive"))
        and role not in (declared.get("readers") or ())
    ]


def visible(table: pa.Table, hidden: Iterable[str]) -> pa.Table:
    """Leave the columns of hidden fields out, and the rows that tell of them."""
    fields = set(hidden)
    names = fields | {f"{name}_median" for name in fields}
    shown = table.select([name for name in table.column_names if name not in names])
    for told in {"field", "column"} & set(table.column_names):
        rows = ~shown[told].to_pandas().isin(names)
        shown = shown.filter(rows.to_numpy(dtype=bool))
    return shown


def _plain(expression: str) -> str:
    return " ".join(expression.split()).strip('"')
