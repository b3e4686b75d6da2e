import pandas as pd
import pytest

from patronage.lists import Reach


def reached(**columns):
    usual = {"status": ["ok"] * 3}
    return Reach()(pd.DataFrame(usual | columns)).tolist()


def test_active_customers_are_reached_where_nothing_else_is_said():
    assert reached(status=["ok", "dormant", "net_negative"]) == [True, False, False]


@pytest.mark.parametrize(
    "column",
    [[True, False, None], [1.0, 0.0, None], ["yes", "no", None], ["是", "否", ""]],
)
def test_who_is_not_said_to_be_contactable_is_not(column):
    assert reached(contactable=column) == [True, False, False]


def test_who_is_not_said_to_be_a_problem_is_none():
    assert reached(problem_list=["true", "false", None]) == [False, True, True]
