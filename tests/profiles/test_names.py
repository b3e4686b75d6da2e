import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.segments import SegmentName


def told(*rows):
    return pd.DataFrame(rows, columns=["segment", "column", "eta2", "z"])


def names_of(*rows, levels=None, quadrants=None):
    table = profiles.cluster_names(
        told(*rows), levels or {}, scheme="kmeans", quadrants=quadrants
    )
    return table["name_en"].tolist(), table["name_zh"].tolist()


RECENT = (0, "recency_days", 0.5, -1.2)
OLD = (0, "tenure_days", 0.5, 0.8)


def test_the_whole_template_in_both_languages():
    quadrants = pd.DataFrame(
        {"segment": [0], "majority_en": ["True loyalty"], "majority_zh": ["完全忠诚型"]}
    )
    found = names_of(RECENT, OLD, levels={0: "high"}, quadrants=quadrants)
    assert found == (
        ["High value · True loyalty · recent/long-standing"],
        ["高价值 · 完全忠诚型 · 近期活跃/老客户"],
    )


def test_what_cannot_be_said_is_left_out():
    nothing = pd.DataFrame({"segment": [0], "majority_en": [""], "majority_zh": [""]})
    assert names_of(RECENT, quadrants=nothing)[0] == ["recent"]
    assert names_of((0, "frequency", 0.0, float("nan")))[0] == ["S01"]


def test_a_segment_that_nothing_sets_apart_is_in_the_middle():
    assert names_of((0, "frequency", 0.0, 0.0)) == (["in the middle"], ["居中"])
    found, _ = names_of((0, "frequency", 0.0, 0.0), levels={0: "mid"})
    assert found == ["Mid value"]


def test_the_level_is_not_said_twice():
    spender = (0, "monetary_total", 0.5, 2.0)
    assert names_of(spender, RECENT, levels={0: "high"})[0] == ["High value · recent"]
    assert names_of(spender, RECENT)[0] == ["big spender/recent"]


def test_of_two_with_the_same_words_the_later_takes_its_next_trait():
    rows = [
        (segment, column, 0.5, z)
        for segment in (0, 1)
        for column, z in (("recency_days", -2), ("tenure_days", 1.5), ("n_stores", 1))
    ]
    assert names_of(*rows)[0] == ["recent/long-standing", "recent/many stores"]


def test_identical_segments_are_told_apart_by_id():
    rows = [(segment, "recency_days", 0.5, -1.0) for segment in (0, 1, 2)]
    found, chinese = names_of(*rows)
    assert found == ["recent", "S02 · recent", "S03 · recent"]
    assert chinese == ["近期活跃", "S02 · 近期活跃", "S03 · 近期活跃"]


def test_names_are_unique_in_both_languages_for_any_profile():
    rng = np.random.default_rng(0)
    columns = ["recency_days", "frequency", "n_stores", "dogs_owned"]
    rows = [(s, c, 0.5, rng.choice([-1, 1])) for s in range(12) for c in columns]
    for found in names_of(*rows, levels=dict.fromkeys(range(12), "mid")):
        assert len(set(found)) == 12


def test_ids_start_at_one():
    names = profiles.cluster_names(told(RECENT), {}, scheme="kmeans")
    assert names["segment_id"].tolist() == ["S01"]


def test_declared_names_stand_in_their_order():
    called = [
        SegmentName(key="none", en="No loyalty", zh="忠诚缺失型"),
        SegmentName(key="true", en="True loyalty", zh="完全忠诚型"),
    ]
    names = profiles.declared_names("loyalty", called)
    assert names.to_dict("records")[1] == {
        "scheme": "loyalty",
        "segment": 1,
        "segment_id": "S02",
        "name_en": "True loyalty",
        "name_zh": "完全忠诚型",
    }
    assert len(profiles.declared_names("loyalty", [])) == 0


def test_levels_follow_the_mean_percentile_of_value(shop):
    # ranks 1..60, 61..90, 91..100: mean percentiles .305, .755, .955
    levels = profiles.value_levels(shop.features, shop.segments)
    assert levels == {0: "low", 1: "high", 2: "high"}


def test_without_value_there_are_no_levels(shop):
    assert profiles.value_levels(shop.features, shop.segments, value="clv") == {}


@pytest.mark.parametrize("c", [0.01, 7.1, 1e6])
def test_names_do_not_depend_on_the_currency(shop, c):
    scaled = shop.features.assign(monetary_total=shop.features["monetary_total"] * c)
    told = profiles.profile_features(
        scaled, shop.segments, shop.dictionary, n_segments=3
    )
    levels = profiles.value_levels(scaled, shop.segments)
    again = profiles.cluster_names(told, levels, scheme="kmeans")
    pd.testing.assert_frame_equal(again, shop.names)


def test_the_same_words_in_another_order_are_no_new_name():
    rows = [
        (0, "recency_days", 0.5, -2.0),
        (0, "tenure_days", 0.5, 1.0),
        (1, "tenure_days", 0.5, 2.0),
        (1, "recency_days", 0.5, -1.0),
    ]
    found, chinese = names_of(*rows)
    assert found == ["recent/long-standing", "S02 · long-standing/recent"]
    assert chinese == ["近期活跃/老客户", "S02 · 老客户/近期活跃"]


def test_a_name_is_new_only_if_it_is_new_in_both_languages():
    mixed = pd.DataFrame(
        {
            "segment": [0, 1, 2],
            "majority_en": ["Inertia", "Habit", "Inertia"],
            "majority_zh": ["缓慢忠诚型", "缓慢忠诚型", "惯性型"],
        }
    )
    rows = [(segment, "recency_days", 0.5, -1.0) for segment in (0, 1, 2)]
    found, chinese = names_of(*rows, quadrants=mixed)
    assert found == [
        "Inertia · recent",
        "Habit · S02 · recent",
        "Inertia · S03 · recent",
    ]
    assert len(set(chinese)) == 3


def test_twelve_segments_without_value_or_traits_are_told_apart():
    rows = [(segment, "frequency", 0.0, float("nan")) for segment in range(12)]
    found, chinese = names_of(*rows)
    assert found == chinese == [f"S{i:02d}" for i in range(1, 13)]


def test_a_quadrant_that_is_called_like_an_id_takes_no_name_away():
    trap = pd.DataFrame(
        {"segment": [0], "majority_en": ["S03"], "majority_zh": ["S03"]}
    )
    rows = [(segment, "recency_days", 0.5, -1.0) for segment in (0, 1, 2)]
    found, _ = names_of(*rows, quadrants=trap)
    assert found == ["S03 · recent", "recent", "S03 (2) · recent"]


def test_a_given_name_is_kept_and_taken_by_nobody_else():
    given = {1: SegmentName(key="dormant", en="Recent", zh="沉睡")}
    table = profiles.cluster_names(
        told(RECENT, (1, "recency_days", 0.5, 2.0)), {}, scheme="kmeans", given=given
    )
    assert table["name_en"].tolist() == ["S01 · recent", "Recent"]
    assert table["name_zh"].tolist() == ["S01 · 近期活跃", "沉睡"]


def test_numbers_of_segments_say_nothing(shop):
    # the same segments under other numbers have the same words
    table = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    turned = shop.segments.assign(segment=2 - shop.segments["segment"])
    again = profiles.profile_features(
        shop.features, turned, shop.dictionary, n_segments=3
    )
    names = [
        profiles.cluster_names(each, {}, scheme="kmeans")["name_en"].tolist()
        for each in (table, again)
    ]
    assert names[0] == names[1][::-1]
