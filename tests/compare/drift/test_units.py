import pytest
from compare.drift.shops import population

from patronage.compare.drift import drift_reference, units_changed

BEFORE = drift_reference(*population(0))


def found(**changed):
    return units_changed(BEFORE, population(1)[0].assign(**changed))


def now():
    return population(1)[0]


@pytest.mark.parametrize("times", [100, 1000, 0.01, 10])
def test_another_unit_is_named(times):
    told = found(monetary_mean=now()["monetary_mean"] * times)
    assert told == [f"'monetary_mean' is {times:g} times what it was."]


@pytest.mark.parametrize("times", [1, 1.5, 0.5, 3])
def test_growth_is_no_other_unit(times):
    assert not found(monetary_mean=now()["monetary_mean"] * times)


def test_other_customers_are_no_other_unit():
    frame, _ = population(2, moved=0.24)
    assert not units_changed(BEFORE, frame)


def test_a_column_that_nobody_has_any_more_is_named():
    assert found(frequency=float("nan")) == [
        "'frequency' has values of 0 in 1,000 customers."
    ]


def test_a_column_that_is_not_there_is_named():
    frame = now().drop(columns="frequency")
    assert units_changed(BEFORE, frame) == ["'frequency' is missing."]
