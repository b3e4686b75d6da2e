import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.profiles.contrast import (
    contrast,
    contrast_sentences,
    nearest_segments,
)

NAMES = {0: "Rare", 1: "Usual", 2: "Often"}
EN, ZH = profiles.Wording(currency="USD"), profiles.Wording(language="zh")


def places(*centres, size=10):
    ids = [f"c{i:03d}" for i in range(size * len(centres))]
    matrix = pd.DataFrame(np.repeat(np.array(centres, float), size, axis=0), index=ids)
    segments = pd.DataFrame(
        {"customer_id": ids, "segment": np.repeat(np.arange(len(centres)), size)}
    )
    return matrix, segments


def contrast_of(shop, nearest):
    told = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    return contrast(told, nearest, NAMES)


def chain():
    return nearest_segments(*places([0, 0], [3, 4], [3, 5]))


def test_the_nearest_has_the_nearest_centroid():
    assert chain().to_dict("list") == {
        "segment": [0, 1, 2],
        "nearest": [1, 2, 1],
        "distance": [5, 1, 1],
    }


def test_of_equally_near_ones_the_first_is_the_nearest():
    found = nearest_segments(*places([0], [-1], [1]))
    assert found["nearest"].tolist() == [1, 0, 0]


def test_customers_without_a_segment_move_no_centroid():
    matrix, segments = places([0], [5], [6])
    away = segments.assign(segment=segments["segment"] - 1)
    assert nearest_segments(matrix, away)["distance"].tolist() == [1, 1]


def test_a_single_segment_has_no_neighbour():
    assert len(nearest_segments(*places([0, 0]))) == 0


def test_rows_are_joined_by_customer():
    matrix, segments = places([0, 0], [3, 4], [3, 5])
    shuffled = segments.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(nearest_segments(matrix, shuffled), chain())


def test_columns_run_from_the_one_that_differs_most(shop):
    table = contrast_of(shop, chain())
    mine = table[table["segment"] == 0]
    assert mine["column"].tolist() == ["frequency", "recency_days", "monetary_total"]
    assert mine["d"].abs().is_monotonic_decreasing
    assert (mine["nearest_name"] == "Usual").all()
    assert mine["d"].tolist()[1] == pytest.approx(240, rel=0.02)
    assert mine[["median", "nearest_median"]].to_numpy()[0].tolist() == [1, 10]


def test_of_columns_that_say_the_same_the_plainer_is_told():
    rows = [
        (segment, column, unit, "raw", 50, 1.0, mean, 1.0, mean)
        for segment, mean in ((0, 9.0), (1, 1.0))
        for column, unit in (
            ("relative_frequency", "log ratio"),
            ("n_orders", "orders"),
        )
    ]
    told = pd.DataFrame(
        rows,
        columns=[
            *("segment", "column", "unit", "kind"),
            *("n", "known", "mean", "sd", "median"),
        ],
    )
    found = contrast(told, nearest_segments(*places([0], [1])), NAMES)
    assert found["column"].tolist() == ["n_orders", "n_orders"]


def test_what_a_model_expects_gives_way_to_what_was_measured(shop):
    kinds = shop.dictionary["kind"].mask(
        shop.dictionary["column"] == "expected_orders", "learned"
    )
    expected = {"column": "expected_orders", "unit": "orders", "kind": "learned"}
    dictionary = pd.concat(
        [shop.dictionary.assign(kind=kinds), pd.DataFrame([expected])]
    )
    features = shop.features.assign(
        expected_orders=shop.segments["segment"] * 9.0,
        frequency=shop.features["frequency"] + np.tile([-0.5, 0.5], 50),
    )
    told = profiles.profile_features(features, shop.segments, dictionary, n_segments=3)
    columns = contrast(told, chain(), NAMES)["column"].tolist()
    assert "frequency" in columns
    assert "expected_orders" not in columns


def test_a_column_hardly_known_of_a_segment_is_not_compared(shop):
    hidden = shop.features["frequency"].mask(shop.features.index >= 45 + 30)
    features = shop.features.assign(frequency=hidden)  # known of 15 of 30 in segment 1
    told = profiles.profile_features(
        features, shop.segments, shop.dictionary, n_segments=3
    )
    assert "frequency" in set(contrast(told, chain(), NAMES)["column"])
    fewer = shop.features.assign(frequency=hidden.mask(features.index == 74))
    told = profiles.profile_features(
        fewer, shop.segments, shop.dictionary, n_segments=3
    )
    assert "frequency" not in set(contrast(told, chain(), NAMES)["column"])


def test_a_sentence_tells_three_differences(shop):
    said = contrast_sentences(contrast_of(shop, chain()), EN)
    assert said[0] == (
        "Most like “Usual”; differs most in repeat purchase days (1 against 10), "
        "since last purchase (300 days against 60), total spend ($10 against $100)."
    )


def test_a_sentence_in_chinese(shop):
    said = contrast_sentences(contrast_of(shop, chain()), ZH)
    assert said[0] == (
        "与“Usual”最接近；差别最大的是复购天数（1，对方 10）、"
        "距上次购买（300 天，对方 60）、消费总额（10，对方 100）。"
    )


def test_segments_alike_in_all_that_is_told_have_no_sentence(shop):
    same = shop.features.assign(recency_days=5.0, frequency=1.0, monetary_total=9.0)
    told = profiles.profile_features(same, shop.segments, shop.dictionary, n_segments=3)
    assert contrast_sentences(contrast(told, chain(), NAMES), EN) == {}


def test_a_difference_of_means_that_medians_do_not_show_is_not_told(shop):
    table = contrast_of(shop, chain())
    same = table["column"] == "frequency"
    alike = table.assign(median=table["median"].mask(same, table["nearest_median"]))
    assert "repeat" in contrast_sentences(table, EN)[0]
    assert "repeat" not in contrast_sentences(alike, EN)[0]
