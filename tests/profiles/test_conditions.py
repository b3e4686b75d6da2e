import numpy as np
import pandas as pd
import pytest

from patronage.profiles import Wording
from patronage.profiles.conditions import Condition, expression, in_words, plain_cut
from patronage.profiles.questions import Question, questions

EN, ZH = Wording(currency="USD"), Wording(language="zh", currency="USD")


def question(column="recency_days", values=(1.0, 50.0, 90.0), **more):
    return Question(column=column, values=np.array(values), **more)


def told(condition, unit, wording=EN):
    return in_words(condition, unit, wording)


def test_bounds_are_told_in_words_and_units():
    short = Condition(question=question(), up_to=41)
    assert told(short, "days") == "Since last purchase ≤ 41 days"
    assert told(short, "days", ZH) == "距上次购买 ≤ 41 天"
    monthly = Condition(question=question("monetary_per_month"), above=12.3)
    assert told(monthly, "money/month") == "Spend per month > $12.3"
    share = Condition(question=question("own_brand_share"), above=0.345, up_to=0.5)
    assert told(share, "share") == "34.5% < Own-brand purchases ≤ 50%"
    assert told(share, "share", ZH) == "34.5% < 自有品牌占比 ≤ 50%"


def test_a_unit_that_the_label_names_is_not_said_twice():
    monthly = Condition(question=question("units_per_month"), above=3)
    assert told(monthly, "units/month") == "Units per month > 3"


def test_those_of_whom_it_is_not_known_are_counted_and_told():
    some = question(values=(1.0, np.nan, 90.0))
    low = Condition(question=some, up_to=41, unknown=True)
    high = Condition(question=some, above=41, unknown=False)
    assert low.met().tolist() == [True, True, False]
    assert high.met().tolist() == [False, False, True]
    assert told(low, "days") == "Since last purchase ≤ 41 days (or unknown)"
    assert told(low, "days", ZH) == "距上次购买 ≤ 41 天 （或未知）"
    assert told(high, "days") == "Since last purchase > 41 days"


def test_whether_it_is_known_can_be_the_question():
    some = question(values=(1.0, np.nan, 90.0))
    known = Condition(question=some, unknown=False)
    unknown = Condition(question=some, above=np.inf)
    assert told(known, "days") == "Since last purchase is known"
    assert told(unknown, "days") == "Since last purchase is not known"
    assert known.met().tolist() == [True, False, True]
    assert unknown.met().tolist() == [False, True, False]


def test_levels_are_told_by_name():
    region = question("region", (1.0, 0.0), level="north")
    assert told(Condition(question=region, above=0), "") == "Region is north"
    assert told(Condition(question=region, up_to=0), "", ZH) == "region 不为 north"
    grade = question("grade", (0.0, 1.0), levels=("low", "high"))
    assert told(Condition(question=grade, up_to=0), "ordinal") == "Grade ≤ low"


def test_two_conditions_on_one_question_are_narrowed():
    asked = question()
    both = Condition(question=asked, above=5, unknown=False).narrowed(
        Condition(question=asked, up_to=60)
    )
    assert (both.above, both.up_to, both.unknown) == (5, 60, False)


@pytest.mark.parametrize(
    ("cut", "values", "plain"),
    [
        (41.5, [1, 41, 42, 90], 41),
        (50.5, [1, 41, 60, 90], 50),
        (0.80000001, [0.2, 0.6, 1.0], 0.8),
        (12.3047, [12.30, 12.31, 13.0], 12.3),
        (0.99996, [0.5, 0.9999, 1.0], 0.99996),
        (-0.0583, [-1.0, -0.06, -0.05, 1.0], -0.06),
    ],
)
def test_a_cut_is_the_shortest_number_that_parts_the_same(cut, values, plain):
    found = plain_cut(cut, np.array(values, float))
    assert found == plain
    assert (np.array(values) <= found).tolist() == (np.array(values) <= cut).tolist()


def test_one_customer_in_a_thousand_may_move_for_a_shorter_number():
    values = np.arange(10_000) / 7
    found = plain_cut(712.3456, values)
    assert found == 712
    moved = np.count_nonzero((values <= found) != (values <= 712.3456))
    assert moved <= 10


def test_an_expression_finds_the_same_customers():
    frame = pd.DataFrame(
        {
            "spend": [1.0, 5.0, np.nan, 9.0],
            "region": pd.Categorical(["a", 'b"', None, "a"]),
            "grade": pd.Categorical(["x", "y", None, "x"], ["x", "y"], ordered=True),
        }
    )
    spend, a, b, grade = questions(frame, ["spend", "region", "grade"])
    conditions = [
        Condition(question=spend, above=2.5),
        Condition(question=spend, above=2.5, up_to=7, unknown=False),
        Condition(question=spend, unknown=False),
        Condition(question=spend, above=np.inf),
        Condition(question=a, above=0),
        Condition(question=b, up_to=0),
        Condition(question=grade, up_to=0, unknown=False),
    ]
    for condition in conditions:
        rows = frame.query(expression(condition)).index.tolist()
        assert rows == np.flatnonzero(condition.met()).tolist(), expression(condition)
