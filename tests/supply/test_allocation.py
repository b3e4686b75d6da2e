import pandas as pd
import pytest

from patronage.errors import QualityError
from patronage.supply import Equal, Priority, Proportional, allocate
from tests.supply.worlds import ENTITLEMENT, goods, shops


def units(allocation):
    return allocation.lines.pivot(
        index="customer_id", columns="product_id", values="units"
    ).fillna(0)


def test_with_plenty_everybody_gets_quota_and_placement():
    found = allocate(shops(), goods(), ENTITLEMENT, Proportional())
    assert found.customers["given"].tolist() == [20, 8, 10, 8]
    assert units(found).loc["b"].tolist() == [0, 8]
    assert found.fill_rate == 1


@pytest.mark.parametrize("sharing", [Proportional(), Equal(), Priority()])
def test_a_scarce_product_is_given_to_the_last_unit(sharing):
    found = allocate(shops(), goods(top=7, plain=20), ENTITLEMENT, sharing)
    assert found.products["given"].tolist() == [7, 20]
    assert found.lines["units"].sum() == 27
    assert found.customers["given"].sum() == 27


def test_nobody_exceeds_quota_or_placement():
    found = units(allocate(shops(), goods(), ENTITLEMENT, Equal()))
    assert (found.sum(axis=1) <= [20, 20, 10, 10]).all()
    assert (found["p"] <= [6, 0, 6, 0]).all()


def test_the_order_of_rows_changes_nothing():
    straight = allocate(shops(), goods(5, 20), ENTITLEMENT, Proportional())
    shuffled = allocate(
        shops().iloc[::-1], goods(5, 20).iloc[::-1], ENTITLEMENT, Proportional()
    )
    pd.testing.assert_frame_equal(straight.lines, shuffled.lines)


def test_who_has_no_tier_gets_what_is_meant_for_him():
    found = allocate(
        shops(tier=["t1", None, "t2", "t2"]), goods(), ENTITLEMENT, Equal()
    )
    assert found.customers["given"].tolist() == [20, 0, 10, 8]


def test_a_new_product_is_placed_with_the_best_grades_alone():
    new = goods().assign(least_grade=[float("nan"), 1])
    found = units(allocate(shops(), new, ENTITLEMENT, Equal()))
    assert found["q"].to_dict() == {"a": 15, "c": 10}


def test_a_class_without_placement_is_refused():
    wrong = goods().assign(product_class=["top", "odd"])
    with pytest.raises(QualityError, match="should have a placement; got odd"):
        allocate(shops(), wrong, ENTITLEMENT, Equal())


@pytest.mark.parametrize("stock", [-1, 2.5, float("nan")])
def test_stock_that_is_no_whole_number_is_refused(stock):
    with pytest.raises(QualityError, match=r"whole units, 0 or more; got .* 'p'"):
        allocate(shops(), goods(top=stock), ENTITLEMENT, Equal())


def test_a_product_that_is_listed_twice_is_refused():
    twice = pd.concat([goods(), goods()], ignore_index=True)
    with pytest.raises(QualityError, match="listed once; 'p' is not"):
        allocate(shops(), twice, ENTITLEMENT, Equal())
