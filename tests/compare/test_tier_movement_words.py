import pandas as pd
import pytest

from patronage.compare import (
    movement_by_period,
    readable_tier_movement,
    told_bunching,
    told_tier_movement,
)
from tests.compare.test_tier_movement import trail


def told(*histories, ordered=True):
    return told_tier_movement(movement_by_period(trail(*histories), ordered=ordered))


def edge(value, status="tested", p_holm=0.5):
    return {
        "edge": value,
        "status": status,
        "share_above": 0.7,
        "expected_share": 0.5,
        "at_edge": 0.1,
        "p_holm": p_holm,
    }


def test_computed_and_official_changes_stand_beside_each_other():
    first, second, *rest = told(
        [[0, 1, 0, 1], [0, 0, 0, 0]] + [[1] * 4] * 18, [[0, 0, 0, 1]] + [[1] * 4] * 19
    )
    assert first.en == (
        "From one period to the next 5.0% of the customers changed the computed tier "
        "and 1.7% the official one: 3 changes computed, 1 made."
    )
    assert second.en.startswith("66.7% of the computed changes took back")
    assert not rest


def test_a_month_in_which_everybody_falls_is_called_the_seasons():
    (*_, last) = told([[0, 0, 1]] * 9 + [[1, 1, 0]])
    assert last.en.startswith("In the period to 2018-03-31 1 rose and 9 fell")
    assert "季节" in last.zh


def test_nobody_with_two_periods_is_said():
    (said,) = told([[0, -1]])
    assert said.en == "Nobody has a tier in two periods in a row."


def test_an_edge_at_which_customers_bunch_is_named():
    table = pd.DataFrame([edge(20.0), edge(10.0, p_holm=0.01), edge(5.0, "few")])
    bunched, few = told_bunching(table)
    assert bunched.en == (
        "Customers buy just enough at 10: 70% of those within 5% of it stand above, "
        "50% would be smooth (p = 0.01; 10% exactly at it)."
    )
    assert few.en.startswith("Whether customers buy just enough cannot be told at 5:")


def test_edges_without_bunching_are_counted():
    (said,) = told_bunching(pd.DataFrame([edge(20.0), edge(10.0)]))
    assert said.en.startswith("At none of 2 edges")


@pytest.mark.parametrize(("language", "head"), [("en", "promoted"), ("zh", "升档")])
def test_the_table_has_words_for_heads_and_no_share_of_nobody(language, head):
    table = movement_by_period(trail([[0, 1]]), ordered=True)
    shown = readable_tier_movement(table, language)
    assert head in shown
    assert shown.iloc[:, 0].tolist() == ["2018-01-31", "2018-02-28"]
    assert shown.iloc[:, 5].tolist() == ["", "100.0%"]
