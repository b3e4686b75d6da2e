import pandas as pd
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


def test_a_column_that_hardly_anybody_ever_had_is_not_gone():
    frame, segments = population(0)
    rare = frame["frequency"].where(frame.index % 200 == 0)
    reference = drift_reference(frame.assign(rare=rare), segments)
    assert not units_changed(reference, now().assign(rare=rare))
    assert not units_changed(reference, now().assign(rare=float("nan")))


def test_another_unit_is_named_though_most_values_are_zero():
    frame, segments = population(0)
    few = frame.index % 10 < 3
    reference = drift_reference(
        frame.assign(refund=frame["monetary_mean"].where(few, 0.0)), segments
    )
    refund = now()["monetary_mean"].where(few, 0.0)
    assert not units_changed(reference, now().assign(refund=refund))
    assert units_changed(reference, now().assign(refund=100 * refund)) == [
        "'refund' is 100 times what it was."
    ]


def test_a_column_of_another_type_is_named():
    texts = now()["frequency"].astype("str")
    assert found(frequency=texts) == ["'frequency' was a number and is a label."]


def test_labels_are_looked_at_too():
    frame, segments = population(0)
    region = pd.Series(["north", "south"] * 500, dtype="category")
    reference = drift_reference(frame.assign(region=region), segments)
    assert not units_changed(reference, now().assign(region=region))
    assert units_changed(
        reference, now().assign(region=region.where(frame.index < 0))
    ) == ["'region' has values of 0 in 1,000 customers."]
    assert units_changed(reference, now().assign(region=1.0)) == [
        "'region' was a label and is a number."
    ]
    assert units_changed(reference, now()) == ["'region' is missing."]


def test_a_column_that_is_not_there_is_named():
    frame = now().drop(columns="frequency")
    assert units_changed(BEFORE, frame) == ["'frequency' is missing."]
