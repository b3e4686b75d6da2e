"""Scoring by the champion: verified, in a stream, whole or not at all."""

import importlib.util
import io as memory
import json
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pandas as pd
import pytest
from adbc_driver_postgresql import dbapi
from championed import SECOND, composed, copy_of, shop_once, tables
from commands import places
from postgres import running_server

from patronage import io
from patronage.errors import ConfigError, MachineError
from patronage.tables import SCORE_CHANGES, SCORES
from pipelines.score import run

needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="pyspark and Java are not installed",
)
LAST = "1998-06-30"


@pytest.fixture
def place(tmp_path_factory, worker_id, tmp_path):
    """A shop with a champion, to be scored."""
    return copy_of(shop_once(tmp_path_factory, worker_id), tmp_path)


def scored(folder: Path, *overrides: str) -> dict[str, object]:
    """The line of JSON of a score in this process."""
    printed = memory.StringIO()
    with redirect_stdout(printed):
        run(composed(*places(folder), *overrides))
    return json.loads(printed.getvalue().strip().splitlines()[-1])


def scores(folder: Path) -> pd.DataFrame:
    return io.read(SCORES, tables(folder), scheme="kmeans")


def changes(folder: Path) -> pd.DataFrame:
    return io.read(SCORE_CHANGES, tables(folder), scheme="kmeans")


def test_everyone_is_scored_on_the_ledgers_last_day(place):
    told = scored(place)
    table = scores(place)
    assert told["decision"] == "scored"
    assert told["customers"] == len(table) == table["customer_id"].nunique() > 2000
    assert table["as_of"].eq(pd.Timestamp(LAST)).all()
    assert table["customer_id"].is_monotonic_increasing
    assert set(table["model_version"]) == {told["version"]} == {SECOND}
    placed = table[table["segment"] >= 0]
    assert len(placed)
    assert (placed["next_segment_id"] != placed["segment_id"]).all()
    assert placed["distance"].ge(0).all()
    assert told["unplaced"] == len(table) - len(placed)
    assert (table.loc[table["segment"] < 0, "segment_id"] == "").all()
    assert set(placed["segment_id"]) == {"S07", "S03", "S12"}
    assert len(changes(place)) == 0


def test_who_has_changed_is_told_and_the_rest_is_not(place):
    scored(place, "as_of=1997-09-30")
    before = scores(place)
    told = scored(place)
    both = before.merge(scores(place), on="customer_id")
    moved = both[both["segment_id_x"] != both["segment_id_y"]]
    found = changes(place)
    assert 0 < told["changed"] == len(moved) == len(found) < len(both)
    assert found["customer_id"].tolist() == moved["customer_id"].tolist()
    assert found["segment_id_after"].tolist() == moved["segment_id_y"].tolist()
    again = scored(place)
    assert (again["changed"], again["new"], again["gone"]) == (0, 0, 0)


def test_new_customers_are_scored_and_the_others_keep_what_they_had(place):
    scored(place, "as_of=1997-09-30")
    whole = scores(place)
    known = whole.iloc[::3].reset_index(drop=True)
    io.write(SCORES, known, tables(place), scheme="kmeans")
    told = scored(place, "score.customers=new")
    table = scores(place)
    assert told["new"] == len(whole) - len(known)
    assert (told["changed"], told["gone"]) == (0, 0)
    kept = table[table["customer_id"].isin(known["customer_id"])]
    pd.testing.assert_frame_equal(kept.reset_index(drop=True), known)
    assert set(table["as_of"].astype("str")) == {"1997-09-30", LAST}
    nobody = scored(place, "score.customers=new")
    assert nobody["new"] == 0
    pd.testing.assert_frame_equal(scores(place), table)


def test_the_same_customers_give_the_same_bytes_in_batches_of_any_size(place):
    path = tables(place).path(SCORES, "kmeans")
    scored(place)
    whole = path.read_bytes()
    scored(place, "engine.batch_rows=97", "n_jobs=1")
    assert path.read_bytes() == whole


@needs_spark
@pytest.mark.slow
def test_spark_gives_the_same_bytes(place):
    path = tables(place).path(SCORES, "kmeans")
    here = scored(place)
    whole = path.read_bytes()
    spark = ["engine=spark", "engine.buckets=3", "engine.batch_rows=500"]
    assert scored(place, *spark) == here
    assert path.read_bytes() == whole
    assert not list(path.parents[1].glob(".spark"))


def test_a_csv_has_every_row_and_stays_whole(place):
    told = scored(place, f"score.to={place / 'out' / 'scores.csv'}")
    table = pd.read_csv(place / "out" / "scores.csv", dtype={"customer_id": "str"})
    assert len(table) == told["customers"]
    assert table["customer_id"].tolist() == scores(place)["customer_id"].tolist()
    assert {"'=Mid", "High"} <= set(table["name_en"])


def test_a_csv_among_the_tables_and_a_table_without_address_are_refused(place):
    with pytest.raises(ConfigError, match=r"score\.to should name a file outside"):
        scored(place, f"score.to={place / 'data' / 'processed' / 'x.csv'}")
    with pytest.raises(ConfigError, match=r"score\.table needs the address"):
        scored(place, "score.table=scores")


def test_several_days_are_refused(place):
    with pytest.raises(ConfigError, match="as_of should be one day"):
        scored(place, "as_of=monthly:1997-08..1997-09")


def test_no_tracking_server_is_asked(place):
    """The address is of nobody; with `tracking.strict` a run would end with 7."""
    asked = ["tracking.uri=http://127.0.0.1:9", "tracking.strict=true"]
    told = scored(place, "tracking.enabled=true", *asked)
    assert told["decision"] == "scored"


@pytest.mark.slow
def test_a_table_of_postgresql_is_replaced_whole_or_not_at_all(place):
    with running_server() as server:
        address = f"score.uri={server.address()}"
        told = scored(place, "score.table=public.scores", address, "as_of=1997-09-30")
        server.run("CREATE VIEW seen AS SELECT customer_id FROM public.scores")
        scored(place, "score.table=public.scores", address)
        rows = selected(server, "SELECT * FROM public.scores ORDER BY customer_id")
        expected = io.read_arrow(SCORES, tables(place), scheme="kmeans")
        assert rows.num_rows == told["customers"]
        assert rows.cast(expected.schema).equals(expected)
        assert selected(server, "SELECT * FROM seen").num_rows == rows.num_rows
        server.run("CREATE TABLE orders (customer_id text)")
        server.run("INSERT INTO orders VALUES ('kept')")
        with pytest.raises(ConfigError, match="'orders' in postgresql://"):
            scored(place, "score.table=orders", address)
        assert selected(server, "SELECT * FROM orders").num_rows == 1
    with pytest.raises(MachineError, match="cannot be written") as found:
        scored(place, "score.table=orders", address)
    assert "s3cret" not in str(found.value)


def selected(server, query: str):
    with dbapi.connect(server.address()) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetch_arrow_table()
