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
        (segment, column, unit, 50, mean, 1.0, mean)
        for segment, mean in ((0, 9.0), (1, 1.0))
        for column, unit in (
            ("relative_frequency", "log ratio"),
            ("n_orders", "orders"),
        )
    ]
    told = pd.DataFrame(
        rows, columns=["segment", "column", "unit", "n", "mean", "sd", "median"]
    )
    found = contrast(told, nearest_segments(*places([0], [1])), NAMES)
    assert found["column"].tolist() == ["n_orders", "n_orders"]


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
