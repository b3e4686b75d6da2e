import numpy as np
import pandas as pd
import pytest

from patronage.engine.wire import POSITION, Wire


def frame(n=3):
    return pd.DataFrame(
        {
            "customer_id": pd.array(["ann", "bob", "曹"], dtype="str"),
            "as_of": np.full(3, np.datetime64("2017-10-01", "s")),
            "share of all. `here`": [0.1, np.nan, -np.inf],
            "k": np.array([1, 2, 3]),
            "big": np.array([1, 2, 2**62]),
            "known": [True, False, True],
            "size": pd.Categorical(["L", None, "S"], ["S", "M", "L"], ordered=True),
            "no_level": pd.Categorical([None, None, None], []),
        }
    ).iloc[:n]


def test_what_travels_comes_back_as_it_was():
    wire = Wire(frame(0))
    assert wire.schema.names[-1] == POSITION
    packed = wire.pack(frame())
    assert packed.schema.equals(wire.schema)
    pd.testing.assert_frame_equal(wire.unpack(packed), frame(), check_exact=True)
    pd.testing.assert_frame_equal(wire.unpack(wire.pack(frame(0))), frame(0))


def test_only_plain_columns_travel():
    kinds = set(map(str, Wire(frame(0)).schema.types))
    assert kinds == {"string", "int64", "double", "bool"}


def test_a_frame_of_another_shape_is_refused_by_name():
    wire = Wire(frame(0))
    other = frame().assign(k=[1.0, 2.0, 3.0]).drop(columns="known")
    with pytest.raises(TypeError, match=r"got others, .* \['k', 'known'\]"):
        wire.pack(other)


def test_other_categories_are_another_shape():
    sizes = pd.Categorical(["L", None, "S"], ["S", "L"], ordered=True)
    with pytest.raises(TypeError, match="'size'"):
        Wire(frame(0)).pack(frame().assign(size=sizes))
