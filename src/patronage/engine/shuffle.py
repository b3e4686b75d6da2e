"""All rows of all tables in Spark: brought together by customer, and sorted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from patronage.engine.ledger import TABLES
from patronage.errors import InputError
from patronage.tables.columns import DAY, TIME

if TYPE_CHECKING:
    from patronage.engine.ledger import LedgerFiles
    from patronage.schema import TableSchema

SPARK_TYPES = {
    "string": "string",
    TIME: "timestamp",
    DAY: "date",
    "int64": "bigint",
    "int32": "int",
    "int8": "tinyint",
    "bool": "boolean",
    "double": "double",
}
FROM_TEXT = frozenset(SPARK_TYPES.values()) - {"string", "timestamp"}
Columns = Mapping[str, tuple[str, ...]]


def paths(files: LedgerFiles, ledger: str | None) -> dict[str, str]:
    """Where each table that is asked for stands, with no wildcards in its name."""
    own = {name: files.path(name) for name in files.facts.columns}
    written = {
        name: re.sub(r"([\[\]{}*?\\])", r"\\\1", str(path.resolve()))
        for name, path in own.items()
    }
    return written if ledger is None else written | {"ledger": ledger}


def shuffled(tables: Mapping[str, Any], columns: Columns, buckets: int) -> Any:
    """Put whole customers into buckets, each sorted as ingest sorts; one shuffle.

    Returns customer_id, tag (the table's place in `columns`), and "<table>_0" and so on
    for its columns that are asked for, which are null in the rows of other tables.

    Raises
    ------
    InputError
        If a table has not the columns of its contract.
    """
    tagged = [
        _tagged(tables[name], TABLES[name], tag, columns[name])
        for tag, name in enumerate(columns)
    ]
    rows = reduce(lambda a, b: a.unionByName(b, allowMissingColumns=True), tagged)
    structs = [name for name in columns if name in rows.columns]
    ordered = rows.repartition(buckets, "customer_id").sortWithinPartitions(
        "customer_id", "tag", *structs
    )
    asked = [
        f"{name}.{_quoted(column)} AS {name}_{place}"
        for name in structs
        for place, column in enumerate(columns[name])
    ]
    return ordered.selectExpr("customer_id", "tag", *asked)


def _tagged(frame: Any, schema: TableSchema, tag: int, columns: tuple[str, ...]) -> Any:
    """One table's rows: customer_id, tag, and the rest as one struct.

    Spark compares structs field by field, nulls first: they hold the key, and then all
    other columns, in the order by which ingest sorts.
    """
    frame = _by_contract(frame, schema, columns)
    declared = [f.name for f in schema.fields if f.name in frame.columns]
    ordered = dict.fromkeys((*schema.key, *declared, *columns))
    fields = [_quoted(name) for name in ordered if name != "customer_id"]
    row = [f"struct({', '.join(fields)}) AS {schema.name}"] if fields else []
    return frame.selectExpr("customer_id", f"{tag} AS tag", *row)


def _by_contract(frame: Any, schema: TableSchema, columns: tuple[str, ...]) -> Any:
    """Cast texts, as which the values of hive partitions come, and no other type."""
    wanted = {f.name: SPARK_TYPES[f.type] for f in schema.fields}
    cast = frame.selectExpr(
        *(
            _cast(name, wanted[name])
            if kind == "string" and wanted.get(name) in FROM_TEXT
            else _quoted(name)
            for name, kind in frame.dtypes
            if name in {*wanted, *columns}
        )
    )
    _check(cast, schema, wanted, columns)
    return cast


def _cast(name: str, kind: str) -> str:
    return f"CAST({_quoted(name)} AS {kind}) AS {_quoted(name)}"


def _check(
    frame: Any,
    schema: TableSchema,
    wanted: Mapping[str, str],
    columns: tuple[str, ...],
) -> None:
    found = dict(frame.dtypes)
    missing = [
        f"'{name}' is missing."
        for name in dict.fromkeys((*schema.required, *columns))
        if name not in found
    ]
    wrong = [
        f"'{name}' should be {kind}; got {found[name]}."
        for name, kind in wanted.items()
        if found.get(name, kind) != kind
    ]
    if missing or wrong:
        raise InputError(f"{schema.name}: {' '.join([*missing, *wrong])}")


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
