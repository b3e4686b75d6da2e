import pytest

from patronage.lists.ranking import affordable, ranked
from tests.lists.people import people


def scored(**columns):
    return people(**{"probability": 0.5, "reasons": ""} | columns)


def test_the_score_ranks_then_the_probability_then_the_id():
    rows = ranked(
        scored(
            customer_id=["d", "c", "b", "a"],
            score=[1, 1, 1, 2],
            probability=[0.5, 0.5, 0.9, 0.1],
        )
    )
    assert rows["customer_id"].tolist() == ["a", "b", "c", "d"]
    assert rows["rank"].tolist() == [1, 2, 3, 4]


def test_the_order_of_rows_does_not_matter():
    rows = scored(score=[1.0, 3.0, 2.0, 3.0])
    assert ranked(rows).equals(ranked(rows[::-1]))


@pytest.mark.parametrize(
    ("budget", "length"), [(None, 5), (0, 0), (10, 2), (19.99, 2), (20, 4), (99, 5)]
)
def test_only_the_treated_cost_and_the_list_ends_with_the_money(budget, length):
    groups = ["treat", "control", "treat", "no_action", "treat"]
    rows = ranked(scored(score=[5.0, 4, 3, 2, 1], group=groups))
    assert len(affordable(rows, cost=10, budget=budget)) == length


def test_the_own_columns_of_a_list_come_last():
    assert ranked(scored(score=1.0, extra=7), "extra").columns[-1] == "extra"
