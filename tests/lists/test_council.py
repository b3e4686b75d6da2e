import pytest

from patronage.errors import ConfigError
from patronage.lists import Council
from tests.lists.people import people


def loyal(**columns):
    return people(**({"segment": "true"} | columns))


def test_the_most_loyal_have_the_seats_in_order():
    rows = Council(seats=2)(loyal(p_true=[0.7, 0.9, 0.8]))
    assert rows["customer_id"].tolist() == ["c001", "c002"]


def test_every_region_has_a_seat_before_any_has_two():
    rows = Council(seats=3)(
        loyal(p_true=[1.0, 0.99, 0.98, 0.6, 0.55], region=["n", "n", "n", "s", None])
    )
    assert rows["customer_id"].tolist() == ["c000", "c003", "c001"]
    assert rows["region"].tolist() == ["n", "s", "n"]


def test_who_stands_for_a_region_and_a_cluster_at_once_comes_first():
    rows = Council(seats=3)(
        loyal(
            p_true=[0.99, 0.98, 0.7, 0.6],
            region=["n", "n", "s", "n"],
            cluster=[0.0, 1.0, 1.0, 2.0],
        )
    )
    assert rows["customer_id"].tolist() == ["c000", "c002", "c003"]


def test_equals_are_told_apart_by_their_weaker_axis_then_by_id():
    rows = Council(seats=3)(loyal(p_true=[1.0] * 3, strength=[0.8, 0.9, 0.8]))
    assert rows["customer_id"].tolist() == ["c001", "c000", "c002"]


def test_the_order_of_customers_does_not_matter():
    customers = loyal(p_true=[0.9, 0.9, 0.8, 0.8], region=["n", "s", "n", "w"])
    assert Council(seats=3)(customers).equals(Council(seats=3)(customers[::-1]))


def test_the_control_is_noted_takes_no_seat_and_stands_for_nobody():
    rows = Council(seats=2)(
        loyal(
            p_true=[0.9, 0.8, 0.7, 0.6],
            group=["control", "treat", "treat", "treat"],
            region=["n", "s", "n", "s"],
        )
    )
    assert rows["customer_id"].tolist() == ["c000", "c001", "c002"]
    assert rows["group"].tolist() == ["control", "treat", "treat"]


def test_a_council_that_is_too_small_is_said_to_be():
    customers = loyal(p_true=[0.9] * 9 + [0.8], group=["treat"] * 9 + ["control"])
    (said,) = Council().caveats(customers)
    assert said.startswith("9 truly loyal customers can be asked; 10 at least")
    assert Council(seats=9).caveats(customers) == []


def test_nobody_truly_loyal_makes_an_empty_council():
    assert Council()(people(segment=["none", "latent"])).empty


def test_a_council_has_seats():
    with pytest.raises(ConfigError, match="seats should be 1 or more; got 0"):
        Council(seats=0)
