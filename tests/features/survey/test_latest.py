import numpy as np
import pandas as pd
import pytest

from patronage.features.survey.latest import latest

AS_OF = pd.Timestamp("2017-06-30")


def feedback_of(*rows: dict) -> pd.DataFrame:
    """The table FEEDBACK; what a row does not say is about ann's trust, 0 to 10."""
    usual = {
        "customer_id": "ann",
        "answered_day": pd.Timestamp("2017-06-01").date(),
        "item": "q1",
        "kind": "trust",
        "subject": "own",
        "score": 5.0,
        "scale_low": 0.0,
        "scale_high": 10.0,
        "reversed": False,
    }
    return pd.DataFrame([usual | row for row in rows])


@pytest.mark.parametrize(
    ("answer", "pomp"),
    [
        ({"score": 7.0}, 70),
        ({"score": 2.0, "scale_low": 1.0, "scale_high": 5.0}, 25),
        ({"score": 7.0, "reversed": True}, 30),
        ({"score": 0.0, "reversed": None}, 0),
        ({"score": 4.0, "subject": None}, 40),
    ],
)
def test_an_answer_is_a_part_of_its_scale(answer, pomp):
    assert latest(feedback_of(answer), AS_OF)["pomp"].tolist() == [pomp]


@pytest.mark.parametrize(
    "answer",
    [
        {"score": None},
        {"score": 11.0},
        {"scale_high": None},
        {"scale_low": 10.0, "score": 10.0},
        {"subject": "Mart"},
        {"answered_day": pd.Timestamp("2017-07-01").date()},
    ],
)
def test_answers_off_the_scale_about_others_or_of_later_are_left_out(answer):
    assert latest(feedback_of(answer), AS_OF).empty


def test_the_last_answer_to_an_item_counts():
    old = {"score": 1.0, "answered_day": pd.Timestamp("2017-05-01").date()}
    undated = {"score": 2.0, "answered_day": None}
    other = {"score": 3.0, "item": "q2"}
    found = latest(feedback_of({}, old, undated, other), AS_OF)
    assert found.set_index("item")["pomp"].to_dict() == {"q1": 50, "q2": 30}


def test_an_undated_answer_counts_where_there_is_no_other():
    found = latest(feedback_of({"score": 2.0, "answered_day": None}), AS_OF)
    assert found["pomp"].tolist() == [20]


def test_the_order_of_rows_changes_nothing():
    rng = np.random.default_rng(2)
    rows = [
        {"customer_id": "ab"[rng.integers(2)], "score": float(rng.integers(11))}
        for _ in range(20)
    ]
    table = feedback_of(*rows)
    mixed = table.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(latest(table, AS_OF), latest(mixed, AS_OF))
