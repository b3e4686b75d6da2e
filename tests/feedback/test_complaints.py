import pandas as pd
import pytest

from patronage.feedback import complaint_rates
from tests.feedback.said import answers

ORDERS = pd.DataFrame(
    {"customer_id": list("abcd"), "segment": [0, 0, 1, 1], "n_orders": [50, 50, 20, 0]}
)
PLACED = dict(zip("abcd", [0, 0, 1, 1], strict=True))


def told(*rows):
    said = answers(*rows, segments=PLACED)
    return complaint_rates(said, ORDERS).set_index("segment")


def complaint(customer, kind="complaint", **changes):
    return {"customer_id": customer, "kind": kind, "score": None} | changes


def test_suggestions_and_questions_are_complaints_in_the_broad_sense():
    table = told(
        complaint("a"), complaint("b", "suggestion"), complaint("b", "question")
    )
    assert table.loc[0, "rate"] == pytest.approx(3)
    assert table.loc[0, "narrow_rate"] == pytest.approx(1)
    assert table.loc[1, "complaints"] == 0


def test_little_evidence_is_drawn_to_the_rate_of_all():
    rows = [complaint("c"), complaint("c"), complaint("c"), complaint("a")]
    table = told(*rows)
    assert table.loc[1, "rate"] == pytest.approx(15)
    assert table.loc[1, "shrunk_rate"] < 15
    assert table.loc[0, "shrunk_rate"] >= table.loc[0, "rate"]


def test_open_ones_have_an_age_and_solved_ones_their_contacts():
    rows = [
        complaint("a", answered_day="2025-12-21"),
        complaint("a", resolved_day="2025-12-30", contacts_needed=1),
        complaint("b", resolved_day="2025-12-30", contacts_needed=3),
    ]
    row = told(*rows).loc[0]
    assert row["open"] == 1
    assert row["open_days"] == 10
    assert row["first_contact"] == 0.5


@pytest.mark.filterwarnings("error")
def test_a_segment_without_orders_has_no_rate():
    said = answers(complaint("a"), complaint("c"), segments=PLACED)
    orders = ORDERS.assign(n_orders=[0, 0, 20, 0])
    table = complaint_rates(said, orders).set_index("segment")
    rates = ["rate", "shrunk_rate", "narrow_rate"]
    assert table.loc[0, rates].isna().all()
    assert table.loc[0, "complaints"] == 1
    assert table.loc[1, "rate"] == pytest.approx(5)


def test_what_is_open_is_a_whole_number_also_where_nothing_is():
    assert told(complaint("a"))["open"].tolist() == [1, 0]
