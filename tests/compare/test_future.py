import numpy as np
import pandas as pd
import pytest

from patronage import compare

KEY = {"customer_id": list("abcdef"), "as_of": pd.Timestamp("2026-01-01")}


def future_of(segment, amount, retained):
    segments = pd.DataFrame({**KEY, "segment": segment})
    outcomes = pd.DataFrame({**KEY, "future_amount": amount, "retained": retained})
    return {m.name: m.value for m in compare.future(segments, outcomes)}


def test_segments_that_know_the_future():
    found = future_of(
        [0, 0, 0, 1, 1, 1], [1.0, 1, 1, 3, 3, 3], [False] * 3 + [True] * 3
    )
    assert found == {
        "future/eta2": pytest.approx(1),
        "future/spearman": pytest.approx(1),
        "future/lift_top": pytest.approx(1.5),
        "future/retention_auc": 1,
    }


def test_segments_that_know_nothing():
    found = future_of([0, 0, 1, 1, 0, 1], [1.0, 3, 1, 3, 2, 2], [True, False] * 3)
    assert found["future/eta2"] == pytest.approx(0)
    assert found["future/lift_top"] == pytest.approx(1)


def test_retention_is_ranked_by_the_rate_of_the_segment():
    found = future_of(
        [0, 0, 0, 1, 1, 1], [1.0] * 6, [True, False, False, True, True, False]
    )
    assert found == {"future/retention_auc": pytest.approx(6 / 9)}


def test_what_does_not_vary_is_not_told():
    assert future_of([0, 0, 0, 1, 1, 1], [0.1] * 6, [True] * 6) == {}


def test_one_segment_tells_nothing():
    assert future_of([0, 0, -1, -1, -1, -1], range(6), [True, False] * 3) == {}


def test_customers_without_an_outcome_do_not_count():
    segments = pd.DataFrame({**KEY, "segment": [0, 0, 0, 1, 1, 1]})
    outcomes = pd.DataFrame({**KEY, "future_amount": [1.0] * 6, "retained": True})
    assert compare.future(segments, outcomes[:0]) == []


def test_all_numbers_are_finite_for_random_worlds():
    rng = np.random.default_rng(0)
    for _ in range(50):
        found = future_of(
            rng.integers(-1, 3, 6), rng.integers(0, 2, 6) / 1.0, rng.random(6) < 0.5
        )
        assert all(np.isfinite(value) for value in found.values())


def test_each_axis_is_judged_by_the_orders_to_come():
    key = {"customer_id": list("abcd"), "as_of": pd.Timestamp("2017-01-01")}
    axes = pd.DataFrame({**key, "attitude": 0.5, "repeat": [0.1, 0.4, 0.3, 0.9]})
    outcomes = pd.DataFrame({**key, "future_orders": [0.0, 2, 1, 5]})
    (only,) = compare.axis_validity(axes, outcomes, ["attitude", "repeat"])
    assert (only.name, only.value) == ("future/repeat_spearman", pytest.approx(1))
