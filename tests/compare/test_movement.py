import numpy as np
import pandas as pd
import pytest

from patronage import compare
from patronage.compare.movement import counted, state_names, weighed

UNKNOWN, NEW, LOST = 4, 5, 6


def features(recency, gaps):
    return pd.DataFrame({"recency_days": recency, "interpurchase_days_mean": gaps})


def segments(ids, segment, status="ok"):
    table = {"customer_id": list(ids), "segment": segment, "status": status}
    return pd.DataFrame(table)


def lost_of(table, **settings):
    return compare.Silence(usual_gap_days=20.0, **settings).lost(table).tolist()


def test_lost_is_silent_for_longer_than_three_gaps_and_ninety_days():
    table = features([90.0, 91.0, 91.0, 301.0], [10.0, 10.0, 100.0, 100.0])
    assert lost_of(table) == [False, True, False, True]


def test_who_bought_once_is_measured_by_the_usual_gap():
    table = features([100.0, 200.0], [np.nan, np.nan])
    assert compare.Silence(usual_gap_days=50.0).lost(table).tolist() == [False, True]


def test_the_usual_gap_is_the_median_of_the_gaps_that_are_known():
    assert compare.Silence.learned(features(0, [1.0, 3.0, np.nan, 9.0])) == (
        compare.Silence(usual_gap_days=3.0)
    )
    nothing = compare.Silence.learned(pd.DataFrame({"a": [1]}))
    assert nothing == compare.Silence(usual_gap_days=0.0)


def test_nobody_is_lost_where_purchases_are_not_known():
    assert lost_of(pd.DataFrame({"a": [1, 2]})) == [False, False]
    assert lost_of(features([np.nan], [1.0])) == [False]
    assert lost_of(pd.DataFrame({"recency_days": [100.0]})) == [True]


def test_everybody_is_in_one_state_and_lost_goes_before_all_else():
    table = segments("abcdef", [3, 0, -1, -1, -1, -1])
    table["status"] = ["ok", "borderline", "new", "unknown", "dormant", "new"]
    lost = np.array([True, False, False, False, False, True])
    found = compare.states(table, lost, n_segments=4)
    assert found["state"].tolist() == [LOST, 0, NEW, UNKNOWN, UNKNOWN, LOST]


def test_who_never_bought_is_no_customer_yet():
    table = segments("ab", [-1, 1], ["no_purchase", "ok"])
    found = compare.states(table, np.zeros(2, bool), n_segments=4)
    assert found["customer_id"].tolist() == ["b"]


def side(ids, state):
    return pd.DataFrame({"customer_id": list(ids), "state": state})


def test_customers_are_joined_by_id_and_the_absent_are_new_or_lost():
    found = compare.moves(side("cab", [2, 0, 1]), side("dbc", [3, 1, 0]), n_segments=4)
    assert found.to_numpy().tolist() == [
        ["a", 0, LOST],
        ["b", 1, 1],
        ["c", 2, 0],
        ["d", NEW, 3],
    ]


def test_counts_have_a_row_before_and_a_column_after():
    moved = compare.moves(side("abc", [0, 0, 1]), side("abc", [0, 1, 1]), n_segments=2)
    assert counted(moved, 5)[:2, :2].tolist() == [[1, 1], [0, 1]]
    assert counted(moved, 5).sum() == 3


def test_spend_is_summed_and_what_was_paid_back_takes_nothing_away():
    moved = compare.moves(side("abc", [0, 0, 0]), side("abc", [0, 1, 1]), n_segments=2)
    spend = pd.Series({"a": 5.0, "b": 7.5, "c": -100.0})
    assert weighed(moved, spend, 2).tolist() == [[5.0, 7.5], [0.0, 0.0]]


def test_customers_without_spend_weigh_nothing():
    moved = compare.moves(side("ab", [0, 0]), side("ab", [0, 1]), n_segments=2)
    assert weighed(moved, pd.Series({"a": 5.0}), 2).sum() == 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_own_states_have_names_after_those_of_the_segments(language):
    names = pd.DataFrame({"name_en": ["A", "B"], "name_zh": ["甲", "乙"]})
    found = state_names(names)[f"name_{language}"].tolist()
    assert found[:2] == names[f"name_{language}"].tolist()
    assert len(set(found)) == 5
