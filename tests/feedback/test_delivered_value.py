import pytest

from patronage.errors import ConfigError
from patronage.feedback import DeliveredValue
from tests.feedback.said import answers

VALUES = {"product": 80, "service": 60, "personnel": 70, "image": 50}
COSTS = {"money": 40, "time": 20, "energy": 10, "psychic": 30}


def rows(values=VALUES, costs=COSTS, customer="a"):
    told = [("value", values), ("cost", costs)]
    scale = {"customer_id": customer, "scale_low": 0.0, "scale_high": 100.0}
    return [
        scale | {"kind": kind, "item": item, "score": float(score)}
        for kind, items in told
        for item, score in items.items()
    ]


def test_the_index_is_value_less_cost():
    row = DeliveredValue()(answers(*rows())).iloc[0]
    assert row["value"] == pytest.approx(65)
    assert row["cost"] == pytest.approx(25)
    assert row["index"] == pytest.approx(40)
    assert row["ratio"] == pytest.approx(2.6)


def test_an_answer_that_is_lacking_leaves_its_weight_to_the_others():
    row = DeliveredValue()(answers(*rows(values={"product": 80, "service": 60})))
    assert row["value"].tolist() == pytest.approx([70])
    assert DeliveredValue()(answers(*rows(values={"product": 80}))).empty


def test_what_costs_nothing_has_no_ratio():
    row = DeliveredValue()(answers(*rows(costs=dict.fromkeys(COSTS, 0)))).iloc[0]
    assert row["index"] == pytest.approx(65)
    assert row["ratio"] != row["ratio"]


def test_weights_that_do_not_sum_to_one_are_refused():
    with pytest.raises(ConfigError, match="weights of value should be 0 or more and"):
        DeliveredValue(values={"product": 0.5})
