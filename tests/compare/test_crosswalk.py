import numpy as np
import pandas as pd
import pytest

from patronage import compare, tables


def segments(*labels):
    ids = [f"c{i}" for i in range(len(labels))]
    return pd.DataFrame({"customer_id": ids, "segment": labels})


def walk(a, b):
    return compare.crosswalk(a, b, scheme="kmeans", other_scheme="loyalty")


def test_counts_shares_and_lifts():
    found = walk(segments(0, 0, 0, 1), segments(0, 0, 1, 1))
    assert found["customers"].tolist() == [2, 1, 0, 1]
    assert found["share"].tolist() == [2 / 3, 1 / 3, 0, 1]
    assert found["lift"].to_numpy() == pytest.approx([4 / 3, 2 / 3, 0, 2])


def test_the_table_has_the_columns_of_its_contract():
    found = walk(segments(0, 1), segments(0, 1))
    assert found.columns.tolist() == [field.name for field in tables.CROSSWALK.fields]


def test_customers_are_joined_by_id_not_by_place():
    a, b = segments(0, 0, 1), segments(1, 1, 0)
    pd.testing.assert_frame_equal(walk(a, b), walk(a, b.iloc[::-1]))


def test_only_customers_with_a_segment_in_both_count():
    found = walk(segments(0, 1, -1, 1), segments(0, -1, 0, 1))
    assert found["customers"].sum() == 2


def test_a_segment_that_shares_nobody_has_neither_share_nor_lift():
    found = walk(segments(0, 1), segments(1, -1))
    assert found["customers"].tolist() == [0, 1]


def test_schemes_without_a_common_customer_give_no_rows():
    assert len(walk(segments(0, 1), segments(-1, -1))) == 0


def test_association_of_identical_and_of_unrelated_schemes():
    same = compare.association(segments(0, 0, 1, 1), segments(1, 1, 0, 0))
    assert same == {"ami": pytest.approx(1), "cramers_v": pytest.approx(1)}
    rng = np.random.default_rng(0)
    a, b = rng.integers(0, 3, (2, 5000))
    apart = compare.association(segments(*a), segments(*b))
    assert apart["ami"] == pytest.approx(0, abs=0.01)
    assert apart["cramers_v"] < 0.05


def test_association_with_nobody_is_zero():
    found = compare.association(segments(0), segments(-1))
    assert found == {"ami": 0, "cramers_v": 0}


def test_an_empty_segment_has_its_rows_too():
    a, b = segments(0, 1, 1), segments(0, 0, 1)
    table = compare.crosswalks({"a": a, "b": b}, {"a": 3, "b": 4})
    of_a = table[table["scheme"] == "a"]
    assert len(of_a) == 12
    empty = of_a[of_a["segment"] == 2]
    assert empty["customers"].sum() == 0
    assert empty["share"].isna().all()
    assert set(table["scheme"]) == {"a", "b"}
