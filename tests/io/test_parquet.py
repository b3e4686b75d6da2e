import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from patronage import io
from patronage.errors import InputError, IntegrityError
from patronage.io.parquet import ROW_GROUP
from patronage.schema import Field, TableSchema
from patronage.tables import FEATURES, SEGMENTS
from patronage.tables.columns import CUSTOMER_ID

SPANS = TableSchema(
    name="spans",
    place="interim",
    key=("customer_id",),
    fields=(CUSTOMER_ID, Field(name="n_rows", type="int64")),
)


@pytest.fixture
def folder(tmp_path):
    return io.Folder(tmp_path, "shop")


def features(n: int = 3) -> pd.DataFrame:
    levels = np.array(["low", "high", None], dtype=object)[np.arange(n) % 3]
    return pd.DataFrame(
        {
            "customer_id": [f"{i:06d}" for i in range(n)],
            "as_of": pd.Timestamp("2017-09-30"),
            "status": "ok",
            "recency_days": np.where(np.arange(n) % 2, np.nan, np.arange(n) / 3),
            "income": pd.Categorical(levels, ["low", "mid", "high"], ordered=True),
        }
    )


def spans(n: int) -> pa.Table:
    ids = pa.array([f"{i:06d}" for i in range(n)], pa.string())
    return pa.table({"customer_id": ids, "n_rows": pa.array(range(n), pa.int64())})


def test_a_table_comes_back_as_it_was(folder):
    io.write(FEATURES, features(), folder)
    pd.testing.assert_frame_equal(io.read(FEATURES, folder), features())


def test_days_are_datetimes_and_categories_keep_their_order(folder):
    io.write(FEATURES, features(ROW_GROUP + 5), folder)
    table = io.read(FEATURES, folder)
    assert str(table["as_of"].dtype) == "datetime64[us]"
    assert list(table["income"].cat.categories) == ["low", "mid", "high"]
    assert table["income"].cat.ordered


def test_only_the_columns_asked_for_are_read(folder):
    io.write(FEATURES, features(), folder)
    table = io.read(FEATURES, folder, columns=["recency_days"])
    assert list(table) == ["recency_days"]


def test_metadata_comes_back(folder):
    io.write(FEATURES, features(), folder, metadata={"b": "2", "a": "名"})
    assert io.metadata(FEATURES, folder) == {"a": "名", "b": "2"}


def test_every_breach_of_the_contract_is_named_at_once(folder):
    table = pd.DataFrame({"customer_id": ["a", None], "segment": ["x", "y"], "z": 1})
    with pytest.raises(InputError) as error:
        io.write(SEGMENTS, table, folder, scheme="kmeans")
    for part in (
        "segments: ",
        "'as_of' is missing",
        "'z' is not declared",
        "'segment' should be int64",
    ):
        assert part in str(error.value)
    assert not folder.path(SEGMENTS, "kmeans").exists()


def test_nulls_where_none_may_be_are_named(folder):
    table = features().assign(status=["ok", None, "ok"])
    with pytest.raises(InputError, match="'status' should have no nulls; got 1"):
        io.write(FEATURES, table, folder)


def test_a_stream_that_breaks_the_contract_leaves_the_old_file(folder):
    io.write(SPANS, spans(2), folder)
    good = spans(ROW_GROUP).to_batches()[0]
    bad = pa.record_batch({"customer_id": pa.array([None], pa.string()), "n_rows": [1]})
    reader = pa.RecordBatchReader.from_batches(good.schema, iter([good, bad]))
    with pytest.raises(InputError, match="'customer_id' should have no nulls"):
        io.write(SPANS, reader, folder)
    assert len(io.read(SPANS, folder)) == 2


@pytest.mark.parametrize("batch_rows", [1000, ROW_GROUP, ROW_GROUP + 1])
def test_the_cut_of_a_stream_does_not_change_the_bytes(folder, batch_rows):
    table = spans(2 * ROW_GROUP + 7)
    whole = io.write(SPANS, table, folder).read_bytes()
    batches = table.to_batches(max_chunksize=batch_rows)
    reader = pa.RecordBatchReader.from_batches(table.schema, iter(batches))
    assert io.write(SPANS, reader, folder).read_bytes() == whole


def test_an_empty_stream_makes_an_empty_table(folder):
    reader = pa.RecordBatchReader.from_batches(spans(0).schema, iter([]))
    io.write(SPANS, reader, folder)
    assert len(io.read(SPANS, folder)) == 0


def test_a_missing_table_names_the_stage_that_makes_it(folder):
    for schema, scheme, stage in (
        (FEATURES, None, "features"),
        (SPANS, None, "ingest"),
        (SEGMENTS, "x", "run"),
    ):
        with pytest.raises(
            InputError, match=rf"does not exist; run `python -m pipelines\.{stage}`"
        ):
            io.read(schema, folder, scheme=scheme)


def test_a_damaged_file_is_never_read(folder):
    path = io.write(SPANS, spans(5000), folder)
    data = path.read_bytes()
    for place in range(4, len(data), 211):
        flipped = data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :]
        path.write_bytes(flipped)
        try:
            survived = io.read_arrow(SPANS, folder)
        except (IntegrityError, InputError):
            continue
        assert survived.equals(spans(5000)), f"byte {place} was changed unseen"


def test_a_truncated_file_is_never_read(folder):
    path = io.write(SPANS, spans(5000), folder)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IntegrityError, match="damaged"):
        io.read(SPANS, folder)


def test_a_file_with_other_columns_is_refused(folder):
    path = io.write(FEATURES, features(), folder)
    folder.path(SPANS).parent.mkdir(parents=True)
    path.rename(folder.path(SPANS))
    with pytest.raises(InputError, match="'n_rows' is missing"):
        io.read(SPANS, folder)


def test_columns_are_listed_without_reading_them(folder):
    assert io.columns(io.write(SPANS, spans(3), folder)) == ["customer_id", "n_rows"]
