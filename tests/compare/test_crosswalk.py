import numpy as np
import pandas as pd
import pytest

from patronage import compare, profiles, tables
from patronage.segments import SegmentName

QUADRANTS = profiles.declared_names(
    "loyalty",
    [
        SegmentName(key="none", en="No loyalty", zh="忠诚缺失型"),
        SegmentName(key="inertia", en="Inertia", zh="缓慢忠诚型"),
        SegmentName(key="latent", en="Latent loyalty", zh="潜在忠诚型"),
        SegmentName(key="true", en="True loyalty", zh="完全忠诚型"),
    ],
)


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


def test_quadrants_of_a_cluster_with_a_majority_and_of_a_mixed_one():
    clusters = segments(0, 0, 0, 0, 1, 1, 1, 1)
    quadrants = segments(3, 3, 0, 1, 0, 1, 2, 3)
    mix = compare.quadrant_mix(clusters, quadrants, QUADRANTS)
    shares = [f"share_S0{i}" for i in range(1, 5)]
    assert mix[shares].to_numpy().tolist() == [[0.25, 0.25, 0, 0.5], [0.25] * 4]
    assert mix["purity"].tolist() == [0.5, 0.25]
    assert mix["entropy"].to_numpy() == pytest.approx([0.75, 1])
    assert mix["majority_en"].tolist() == ["True loyalty", "mixed"]
    assert mix["majority_zh"].tolist() == ["完全忠诚型", "混合"]


def test_a_cluster_whose_customers_have_no_quadrant_is_not_labelled():
    mix = compare.quadrant_mix(segments(0, 1), segments(0, -1), QUADRANTS)
    assert mix["majority_en"].tolist() == ["No loyalty", ""]
    assert mix["customers"].tolist() == [1, 0]
    assert np.isnan(mix.loc[1, "purity"])


def test_empty_quadrants_keep_their_column():
    mix = compare.quadrant_mix(segments(0, 0), segments(0, 0), QUADRANTS)
    assert mix.loc[0, ["share_S03", "share_S04"]].tolist() == [0, 0]
    assert mix.loc[0, "entropy"] == 0


def test_loyalty_that_is_not_measurable_leaves_names_alone():
    mix = compare.quadrant_mix(segments(0, 1), segments(-1, -1), QUADRANTS)
    told = pd.DataFrame(
        {"segment": [0, 1], "column": "recency_days", "eta2": 0.5, "z": [1.0, -1.0]}
    )
    names = profiles.cluster_names(told, {}, scheme="kmeans", quadrants=mix)
    assert names["name_en"].tolist() == ["lapsing", "recent"]


def test_loyalty_without_names_leaves_labels_empty():
    mix = compare.quadrant_mix(segments(0, 1), segments(-1, -1), QUADRANTS.head(0))
    assert mix["majority_en"].tolist() == ["", ""]


def test_an_empty_segment_has_its_rows_too():
    a, b = segments(0, 1, 1), segments(0, 0, 1)
    table = compare.crosswalks({"a": a, "b": b}, {"a": 3, "b": 4})
    of_a = table[table["scheme"] == "a"]
    assert len(of_a) == 12
    empty = of_a[of_a["segment"] == 2]
    assert empty["customers"].sum() == 0
    assert empty["share"].isna().all()
    assert set(table["scheme"]) == {"a", "b"}
