import numpy as np
import pandas as pd
import pytest

from patronage import profiles, tables
from patronage.segments import SegmentName

KEY = ["segment", "column"]


def profile_of(shop, **changed):
    parts = {**vars(shop), **changed}
    return profiles.profile(**parts)


def told_of(shop, **changed):
    parts = {k: v for k, v in {**vars(shop), **changed}.items() if k != "names"}
    return profiles.profile_features(**parts, n_segments=3).set_index(KEY)


def test_sizes_shares_and_revenue_of_three_segments(shop):
    profile = profile_of(shop)
    assert profile["size"].tolist() == [60, 30, 10]
    assert profile["share"].tolist() == [0.6, 0.3, 0.1]
    revenue = np.array([600, 3000, 10_000]) / 13_600
    assert profile["revenue_share"].to_numpy() == pytest.approx(revenue)
    assert profile["frequency_median"].tolist() == [1, 10, 50]


def test_profile_keeps_its_contract(shop):
    import pyarrow as pa

    table = pa.Table.from_pandas(profile_of(shop), preserve_index=False)
    text = [field.name for field in tables.PROFILE.fields if field.type == "string"]
    schema = pa.schema(
        [pa.field(f.name, pa.string()) if f.name in text else f for f in table.schema]
    )
    assert tables.PROFILE.problems(table.cast(schema)) == []


def test_eta2_is_that_of_iris_by_species():
    # METHODS F.8
    from sklearn.datasets import load_iris

    iris = load_iris(as_frame=True)
    features = iris.data.assign(
        customer_id=[f"c{i:03d}" for i in range(150)], as_of=0, status="ok"
    )
    segments = features[["customer_id", "as_of"]].assign(segment=iris.target)
    dictionary = pd.DataFrame(
        {"column": iris.data.columns, "unit": "cm", "kind": "raw"}
    )
    told = profiles.profile_features(features, segments, dictionary, n_segments=3)
    eta2 = told.drop_duplicates("column")["eta2"]
    assert eta2.to_numpy() == pytest.approx(
        [0.6187057, 0.4007828, 0.9413717, 0.9288829], abs=1e-6
    )


def test_epsilon2_is_kruskals_statistic_over_n_less_one(shop):
    from scipy.stats import kruskal

    groups = [g["recency_days"] for _, g in _joined(shop).groupby("segment")]
    expected = kruskal(*groups).statistic / 99
    assert told_of(shop).loc[(0, "recency_days"), "epsilon2"] == pytest.approx(expected)


def test_a_column_that_never_varies_sets_nobody_apart(shop):
    constant = shop.features.assign(shoe_size=0.1)
    found = told_of(shop, features=constant).xs("shoe_size", level="column")
    assert found["z"].tolist() == [0, 0, 0]
    assert found["eta2"].tolist() == [0, 0, 0]


def test_lift_needs_a_column_without_negatives(shop):
    assert told_of(shop).loc[(2, "frequency"), "lift"] == pytest.approx(50 / 8.6)
    below = shop.features.assign(frequency=shop.features["frequency"] - 2)
    assert np.isnan(told_of(shop, features=below).loc[(2, "frequency"), "lift"])


def test_fewer_than_ten_customers_are_counted_but_not_described(shop):
    segments = shop.segments.assign(
        segment=shop.segments["segment"].where(shop.segments.index < 99, 0)
    )
    found = told_of(shop, segments=segments).xs(2, level="segment")
    assert found["n"].tolist() == [9] * 5
    assert found[["median", "mean", "z", "lift"]].isna().all(axis=None)


def test_how_many_of_a_segment_have_a_value_is_told(shop):
    features = shop.features.assign(
        frequency=shop.features["frequency"].mask(shop.features.index >= 75)
    )
    found = told_of(shop, features=features)["known"].xs("frequency", level="column")
    assert found.tolist() == [1.0, 0.5, 0.0]


def test_an_empty_segment_is_a_row_of_zeros(shop):
    four = [SegmentName(key=k, en=k, zh=k) for k in "abcd"]
    names = profiles.declared_names("loyalty", four)
    profile = profile_of(shop, names=names)
    assert profile["size"].tolist() == [60, 30, 10, 0]
    assert profile.loc[3, ["share", "revenue_share"]].tolist() == [0, 0]


def test_nobody_placed_gives_shares_of_zero_and_no_revenue(shop):
    profile = profile_of(shop, segments=shop.segments.assign(segment=-1))
    assert profile["share"].tolist() == [0, 0, 0]
    assert profile["revenue_share"].isna().all()


def test_without_the_value_column_there_is_no_revenue_share(shop):
    found = profile_of(shop, features=shop.features.drop(columns="monetary_total"))
    assert found["revenue_share"].isna().all()


def test_evidence_and_text_columns_are_not_profiled(shop):
    features = shop.features.assign(city="Oslo", focal_lines=3)
    extra = pd.DataFrame(
        {
            "column": ["city", "focal_lines"],
            "unit": "",
            "kind": ["attribute", "evidence"],
        }
    )
    dictionary = pd.concat([shop.dictionary, extra], ignore_index=True)
    found = told_of(shop, features=features, dictionary=dictionary)
    assert set(found.index.get_level_values("column")) == set(shop.dictionary["column"])


def test_customers_without_a_segment_do_not_count(shop):
    away = shop.segments.assign(
        segment=shop.segments["segment"].where(shop.segments["segment"] > 0, -1)
    )
    assert profile_of(shop, segments=away)["share"].tolist() == [0, 0.75, 0.25]


def test_shuffled_rows_give_the_same_bits(shop):
    shuffled = shop.features.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(
        told_of(shop, features=shuffled), told_of(shop), check_exact=True
    )


def test_arguments_are_left_as_they_were(shop):
    before = shop.features.copy(), shop.segments.copy()
    profile_of(shop)
    pd.testing.assert_frame_equal(shop.features, before[0])
    pd.testing.assert_frame_equal(shop.segments, before[1])


def _joined(shop):
    return profiles.placed(shop.features, shop.segments)
