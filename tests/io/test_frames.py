from datetime import date

import numpy as np
import pandas as pd
import pytest

from patronage import io
from patronage.errors import QualityError
from patronage.tables import RAW_FEATURES


def frame(*ids, day="2017-03-31"):
    size = pd.Categorical(["S"] * len(ids), categories=["S", "L"], ordered=True)
    return pd.DataFrame(
        {
            "customer_id": pd.array(ids, dtype="str"),
            "as_of": np.full(len(ids), np.datetime64(day, "s")),
            "status": pd.array(["ok"] * len(ids), dtype="str"),
            "spend": np.arange(len(ids), dtype=float),
            "size": size,
        }
    )


def written(folder, *frames):
    return io.write(RAW_FEATURES, io.stream(RAW_FEATURES, iter(frames)), folder)


@pytest.fixture
def folder(tmp_path):
    return io.Folder(tmp_path, "shop")


def test_frames_written_one_by_one_are_the_table_written_whole(folder, tmp_path):
    parts = written(folder, frame("a", "b"), frame("c")).read_bytes()
    whole = pd.concat([frame("a", "b"), frame("c")], ignore_index=True)
    other = io.Folder(tmp_path / "other", "shop")
    assert parts == io.write(RAW_FEATURES, whole, other).read_bytes()


def test_columns_are_read_when_asked_for(folder):
    written(folder, frame("a", "b"), frame("c"))
    table = io.Frames(RAW_FEATURES, folder)
    assert table.columns == list(frame("a"))
    assert table[["spend"]]["spend"].tolist() == [0, 1, 0]
    pd.testing.assert_frame_equal(
        pd.concat(table, ignore_index=True), io.read(RAW_FEATURES, folder)
    )


def test_a_day_may_be_read_alone(folder):
    written(folder, frame("a"), frame("a", "b", day="2017-04-30"))
    april = io.Frames(RAW_FEATURES, folder, date(2017, 4, 30))
    assert april[["customer_id"]]["customer_id"].tolist() == ["a", "b"]
    assert pd.concat(april)["spend"].tolist() == [0, 1]


def test_a_table_of_no_frames_is_refused():
    with pytest.raises(QualityError, match="there should be customers; got none"):
        io.stream(RAW_FEATURES, iter([]))
