import numpy as np
import pytest
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.quadrants import (
    AutomaticCut,
    BusinessCut,
    MeanCut,
    MedianCut,
    MixtureCut,
    OtsuCut,
    QuantileCut,
)

RNG = np.random.default_rng(7)
LEARNT = [MedianCut(), QuantileCut(0.2), MeanCut(), OtsuCut(), MixtureCut()]
CUTS = [*LEARNT, AutomaticCut(), BusinessCut(0.3)]
METHODS = ("median", "quantile", "mean", "otsu", "mixture", "mixture", "business")
TWO_GROUPS = np.concatenate([RNG.normal(0, 1, 150), RNG.normal(6, 2, 300)])
WORLDS = {
    "two groups": TWO_GROUPS,
    "answers": RNG.integers(1, 6, 300).astype(float),
    "skewed": RNG.lognormal(size=300),
}


def each(values):
    return pytest.mark.parametrize("cut", values, ids=lambda cut: type(cut).__name__)


def worlds(test):
    values = pytest.mark.parametrize("values", WORLDS.values(), ids=WORLDS)
    return values(test)


@worlds
@each(CUTS)
def test_the_order_of_customers_changes_no_bit(cut, values):
    first, second = clone(cut).fit(values), clone(cut).fit(RNG.permutation(values))
    assert first.cut_ == second.cut_


@worlds
@each(CUTS)
def test_repeating_every_customer_moves_nothing(cut, values):
    first, second = clone(cut).fit(values), clone(cut).fit(np.repeat(values, 3))
    assert second.cut_ == pytest.approx(first.cut_, abs=1e-6)


@worlds
@each(CUTS)
def test_weights_count_customers(cut, values):
    weights = np.arange(len(values)) % 4
    weighted = clone(cut).fit(values, weights)
    repeated = clone(cut).fit(np.repeat(values, weights))
    assert weighted.cut_ == repeated.cut_


@worlds
@each(LEARNT)
def test_another_unit_of_the_axis_moves_the_cut_along(cut, values):
    before, after = clone(cut).fit(values), clone(cut).fit(1024 * values)
    assert after.cut_ == pytest.approx(1024 * before.cut_, rel=1e-6)


@each(CUTS)
def test_unknown_values_have_no_part_in_the_cut(cut):
    known = clone(cut).fit(TWO_GROUPS)
    unknown = clone(cut).fit(np.append(TWO_GROUPS, [np.nan, np.inf, -np.inf]))
    assert known.cut_ == unknown.cut_


@pytest.mark.parametrize("values", [[], [np.nan]])
@each(CUTS)
def test_without_customers_there_is_a_cut_all_the_same(cut, values):
    fitted = clone(cut).fit(np.array(values))
    assert np.isfinite(fitted.cut_)
    assert fitted.predict([]).tolist() == []


@each(LEARNT)
def test_customers_who_are_all_equal_are_all_high(cut):
    values = np.full(7, 0.1)
    fitted = clone(cut).fit(values)
    assert fitted.cut_ == 0.1
    assert fitted.predict(values).all()


@each(CUTS)
def test_two_values_are_parted_or_not_but_never_cut_through(cut):
    values = np.array([0.0] * 9 + [1.0])
    assert 0 <= clone(cut).fit(values).cut_ <= 1


def test_half_of_the_customers_are_high():
    values = np.arange(10.0)
    assert MedianCut().fit(values).predict(values).sum() == 5


def test_customers_tied_at_the_median_stay_together():
    values = np.array([0.0] * 6 + [1, 2, 3, 4])
    cut = MedianCut().fit(values)
    assert cut.cut_ == 0.5
    assert cut.predict(values).tolist() == [0] * 6 + [1] * 4


def test_the_cut_moves_to_the_side_that_is_nearer_to_half():
    values = np.array([0.0, 1, 1, 1, 1, 1, 2, 3, 4])
    assert MedianCut().fit(values).cut_ == 1.5


def test_the_customer_in_the_middle_is_high():
    values = np.arange(5.0)
    assert MedianCut().fit(values).predict(values).tolist() == [0, 0, 1, 1, 1]


def test_a_fifth_of_the_customers_are_high():
    values = np.arange(100.0)
    assert QuantileCut(0.2).fit(values).predict(values).sum() == 20


@pytest.mark.parametrize("share", [0, 1, 1.5, np.nan])
def test_a_share_of_customers_lies_between_0_and_1(share):
    with pytest.raises(ConfigError, match="quantile cut lies between 0 and 1; got"):
        QuantileCut(share).fit(np.arange(5.0))


def test_a_mean_is_pulled_by_the_tail():
    assert MeanCut().fit(np.array([0.0, 1, 2, 97])).cut_ == 25


def test_customers_at_the_mean_are_high_whatever_the_rounding():
    values = np.array([0.1, 0.2, 0.3])
    assert MeanCut().fit(values).predict(values).tolist() == [0, 1, 1]


def test_a_value_at_the_cut_is_high():
    cut = BusinessCut(0.6).fit(np.array([0.0, 1.0]))
    assert cut.predict(np.array([0.6, 0.59])).tolist() == [1, 0]


def test_values_of_less_precision_meet_the_same_cut():
    cut = BusinessCut(0.1).fit(np.array([]))
    assert cut.predict(np.float32([0.1])).tolist() == [1]
    assert cut.predict(np.nextafter(np.float32(0.1), np.float32(0))) == 0


def test_a_threshold_is_a_number():
    with pytest.raises(ConfigError, match="business cut should be finite; got nan"):
        BusinessCut(np.nan).fit(np.arange(5.0))


@pytest.mark.parametrize(
    ("cut", "method"),
    list(zip(CUTS, METHODS, strict=True)),
)
def test_a_cut_says_how_it_was_found(cut, method):
    assert clone(cut).fit(TWO_GROUPS).method_ == method
