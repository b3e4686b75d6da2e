"""What a movement is weighed by."""

import pandas as pd
import pytest

from pipelines.movement import Movement


def movement(**columns):
    made = Movement(cfg=None)
    made.__dict__["before"] = pd.DataFrame({"customer_id": ["a", "b"], **columns})
    return made


@pytest.mark.parametrize(
    ("margin", "weight"),
    [([4.0, None], "margin_total"), ([None, None], "monetary_total")],
)
def test_margin_counts_where_it_is_known_and_else_spend(margin, weight):
    made = movement(monetary_total=[9.0, 9.0], margin_total=margin)
    assert made.weight == weight


def test_a_source_without_money_is_weighed_by_nothing():
    assert movement(n_orders=[1.0, 2.0]).weight is None
