import numpy as np
import pandas as pd
import pytest

from patronage.compare import movement_by_period, movement_metrics, tier_shares


def trail(raw, official=None):
    """A row per customer of tiers period by period."""
    official = raw if official is None else official
    days = pd.date_range("2018-01-31", periods=len(raw[0]), freq="ME")
    rows = [
        (f"c{number}", day, one, other)
        for number, (ones, others) in enumerate(zip(raw, official, strict=True))
        for day, one, other in zip(days, ones, others, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["customer_id", "as_of", "raw", "official"])
    return table.assign(reason="kept", value=10.0 - table["raw"])


def metrics(*histories, ordered=True):
    table = movement_by_period(trail(*histories), ordered=ordered)
    return {metric.name: metric.value for metric in movement_metrics(table)}


def test_shares_are_of_those_with_a_tier_in_both_periods():
    table = movement_by_period(
        trail([[0, 1, 1], [0, 0, -1], [-1, 2, 0], [1, 1, 0]]), ordered=True
    )
    assert table["raw_compared"].tolist() == [0, 3, 3]
    assert table["raw_changed"].tolist() == [0, 1, 2]
    assert table["raw_changed_share"].tolist()[1:] == pytest.approx([1 / 3, 2 / 3])
    assert table["promoted"].tolist() == [0, 0, 2]
    assert table["demoted"].tolist() == [0, 1, 0]
    assert table["mean_step"].tolist()[1:] == pytest.approx([1 / 3, 3 / 3])
    assert table["placed"].tolist() == [3, 4, 3]


def test_what_the_policy_spared_is_the_changes_that_were_not_made():
    computed = [[0, 1, 0, 1], [0, 0, 0, 0]]
    found = metrics(computed, [[0, 0, 0, 1], [0, 0, 0, 0]])
    assert found["movement/raw_changed_share"] == pytest.approx(3 / 6)
    assert found["movement/changed_share"] == pytest.approx(1 / 6)
    assert found["movement/saved_share"] == pytest.approx(2 / 3)
    assert found["movement/raw_undone_share"] == pytest.approx(2 / 3)
    assert found["movement/differing_share"] == pytest.approx(1 / 8)
    assert found["movement/raw_mean_step"] == pytest.approx(1 / 2)


def test_nobody_moves_and_nothing_is_spared():
    found = metrics([[1, 1, 1]])
    assert found["movement/changed_share"] == 0
    assert "movement/saved_share" not in found
    assert all(np.isfinite(value) for value in found.values())


def test_segments_without_order_have_no_steps():
    found = metrics([[0, 5, 2]], ordered=False)
    assert found["movement/changed_share"] == 1
    assert not [name for name in found if "step" in name or "promoted" in name]


def test_arrivals_and_lapses_are_read_from_the_reasons():
    rows = trail([[0, 1, 1]]).assign(reason=["first", "lapsed", "returned"])
    table = movement_by_period(rows, ordered=True)
    assert table["arrived"].tolist() == [1, 0, 1]
    assert table["lapsed"].tolist() == [0, 1, 0]


def test_shares_of_tiers_are_of_those_who_have_one():
    shares = tier_shares(trail([[0, 2], [0, 0], [2, -1], [-1, -1]]))
    assert shares.columns.tolist() == [0, 2]
    assert shares.to_numpy().tolist() == [
        pytest.approx([2 / 3, 1 / 3]),
        pytest.approx([1 / 2, 1 / 2]),
    ]
