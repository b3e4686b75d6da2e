import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.lists import KeyCustomers
from tests.lists.people import people


def test_value_times_loyalty_ranks_customers():
    customers = people(
        historical_value=[100.0, 90.0, 10.0, 5.0], p_true=[0.1, 0.9, 0.9, 0.0]
    )
    rows = KeyCustomers()(customers)
    assert rows["customer_id"].tolist() == ["c001", "c002", "c000"]
    assert rows["score"].tolist() == pytest.approx([0.625 * 0.9, 0.375 * 0.9, 0.0875])


def test_what_is_to_come_counts_beside_what_has_come_and_both_are_told():
    customers = people(
        historical_value=[100.0, 50.0], clv_expected=[0.0, 100.0], p_true=[0.5, 0.5]
    )
    rows = KeyCustomers()(customers)
    assert rows["customer_id"].tolist() == ["c001", "c000"]
    assert rows[["npv_past", "npv_future"]].to_numpy().tolist() == [[50, 100], [100, 0]]


def test_dimensions_that_are_no_money_can_turn_the_order():
    customers = people(
        historical_value=[2.0, 1.0], influence_score=[0.0, 9.0], p_true=[0.5, 0.5]
    )
    weights = {"influence_score": 0.7}
    assert KeyCustomers()(customers)["customer_id"].tolist() == ["c000", "c001"]
    rows = KeyCustomers(money=0.3, dimensions=weights)(customers)
    assert rows["customer_id"].tolist() == ["c001", "c000"]
    assert rows["value"].tolist() == pytest.approx([0.3 * 0.25 + 0.7 * 0.75, 0.4])


def test_what_is_not_known_of_a_customer_is_left_out():
    customers = people(
        historical_value=[2.0, 1.0, np.nan],
        influence_score=[np.nan, 9.0, 10.0],
        p_true=0.5,
    )
    rows = KeyCustomers(money=0.5, dimensions={"influence_score": 0.5})(customers)
    assert rows["customer_id"].tolist() == ["c000", "c001"]
    assert rows["value"][0] == pytest.approx(0.75)


def test_reasons_are_where_a_customer_is_among_the_best():
    customers = people(
        historical_value=[1.0, 2, 3, 4],
        influence_score=[9.0, 1, 1, 8],
        p_true=[0.5, 0.5, 0.5, 0.5],
    )
    rows = KeyCustomers(dimensions={"influence_score": 0.2}, top=0.4)(customers)
    told = dict(zip(rows["customer_id"], rows["reasons"], strict=True))
    assert told["c003"] == "lifetime_value; influence_score"
    assert told["c000"] == "influence_score"
    assert told["c001"] == "lifetime_value"  # his best, if not among the best


def test_only_the_best_who_can_be_reached_are_listed():
    customers = people(
        historical_value=[4.0, 3, 2, 1],
        p_true=[0.5] * 4,
        reachable=[False, True, True, True],
    )
    rows = KeyCustomers(size=2)(customers)
    assert rows["customer_id"].tolist() == ["c001", "c002"]


def test_money_in_another_unit_gives_the_same_list():
    rng = np.random.default_rng(0)
    spend, p_true = rng.lognormal(size=40).tolist(), rng.random(40).tolist()
    one = KeyCustomers()(people(historical_value=spend, p_true=p_true))
    cents = [100 * each for each in spend]
    other = KeyCustomers()(people(historical_value=cents, p_true=p_true))
    assert one["customer_id"].tolist() == other["customer_id"].tolist()


def test_without_cost_value_is_revenue_and_that_is_said():
    customers = people(
        historical_value=[1.0], clv_expected=[1.0], influence_score=[1.0]
    )
    chosen = KeyCustomers(dimensions={"influence_score": 0.2})
    (said,) = chosen.caveats(customers)
    assert "value = revenue" in said
    assert chosen.caveats(customers.assign(margin_share=0.3)) == []


def test_what_the_source_lacks_is_said():
    customers = people(historical_value=[1.0], margin_share=[0.2])
    said = " | ".join(KeyCustomers(dimensions={"fame": 0.2}).caveats(customers))
    assert "no 'clv_expected'" in said
    assert "cannot tell: fame" in said
    assert "money alone" in said
    assert KeyCustomers().lacking(people()) == ["historical_value"]


@pytest.mark.parametrize(
    "wrong", [{"money": 0}, {"dimensions": {"x": -1}}, {"top": 0}, {"size": 0}]
)
def test_settings_that_make_no_list_are_refused(wrong):
    with pytest.raises(
        ConfigError, match=r"key_customers: (weights|top|size) should be"
    ):
        KeyCustomers(**wrong)
