"""Links between ids that are likely, not certain: names with a slip in them."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import duckdb

from patronage.errors import ConfigError
from patronage.ingest import sql
from patronage.ingest.declared.keys import Fuzzy
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SIMILAR = (0.92, 0.8)
SAMPLED_PAIRS = 1e7
ITERATIONS = 10
SEED = 1


def link(connection: duckdb.DuckDBPyConnection, fuzzy: Fuzzy) -> None:
    """Add likely pairs to `identity_links`, as of the key `fuzzy`.

    The model is learned from the pairs that share a value of the first of `block`:
    the most telling column should be the first. Where no pair does, none is likely.

    Raises
    ------
    ConfigError
        If splink is not installed.
    """
    first = sql.name(fuzzy.block[0])
    shared = f"FROM ({_records(fuzzy)}) GROUP BY {first} HAVING count({first}) > 1"
    if rows(connection, f"SELECT {first} {shared} LIMIT 1"):
        _insert(connection, _likely(connection.sql(_records(fuzzy)), fuzzy))


def _records(fuzzy: Fuzzy) -> str:
    """One row for each id, with the smallest of several values."""
    values = {name: f"min({sql.name('fuzzy_' + name)})" for name in fuzzy.columns}
    return (
        f"SELECT node AS unique_id, {sql.columns(values)} FROM identity_rows "
        "JOIN identity_nodes USING (id) GROUP BY node ORDER BY node"
    )


def _likely(records: duckdb.DuckDBPyRelation, fuzzy: Fuzzy) -> pd.DataFrame:
    # Samples are the same from run to run on one thread alone.
    with duckdb.connect(config={"threads": 1}) as own:
        linker = _linker(own, records.to_arrow_table(), fuzzy)
        pairs = linker.inference.predict(
            threshold_match_probability=fuzzy.probability, warning_mode="never"
        )
        return pairs.as_pandas_dataframe()


def _linker(own: duckdb.DuckDBPyConnection, records: pa.Table, fuzzy: Fuzzy) -> Any:
    try:
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
        from splink.comparison_library import JaroWinklerAtThresholds
    except ImportError:
        raise ConfigError(
            "identity: fuzzy needs the extra: pip install patronage[splink]."
        ) from None
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[JaroWinklerAtThresholds(c, SIMILAR) for c in fuzzy.columns],
        blocking_rules_to_generate_predictions=[block_on(c) for c in fuzzy.block],
        max_iterations=ITERATIONS,
        retain_matching_columns=False,
    )
    table = DuckDBAPI(own).register(records)
    linker = Linker(table, settings, log_level=logging.ERROR)
    rule, training = block_on(fuzzy.block[0]), linker.training
    training.estimate_probability_two_random_records_match([rule], recall=1.0)
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
    training.estimate_parameters_using_expectation_maximisation(rule)
    return linker


def _insert(connection: duckdb.DuckDBPyConnection, pairs: pd.DataFrame) -> None:
    connection.register("likely", pairs)
    connection.execute(
        "INSERT INTO identity_links SELECT 'fuzzy', least(unique_id_l, unique_id_r), "
        "greatest(unique_id_l, unique_id_r) FROM likely"
    )
    connection.unregister("likely")
