import numpy as np
import pytest

from patronage.errors import ConfigError, QualityError
from patronage.features.contract_value import simple_clv_paid_ahead
from patronage.features.shifted_beta_geometric import ShiftedBetaGeometric

# Fader & Hardie (2007), table 1: customers of 1,000 who are left after each year
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]


def contracts(survivors):
    """Whole periods, whether ended, and how many such customers."""
    years = len(survivors) - 1
    lost = -np.diff(survivors)
    periods, ended = [*range(1, years + 1), years], [True] * years + [False]
    return periods, ended, [*lost, survivors[-1]]


def fitted(survivors):
    periods, ended, weight = contracts(survivors)
    return ShiftedBetaGeometric().fit(periods, ended, weight=weight)


def of(alpha, beta):
    model = ShiftedBetaGeometric()
    model.alpha_, model.beta_ = alpha, beta
    return model


@pytest.mark.parametrize(
    ("survivors", "alpha", "beta"), [(REGULAR, 0.704, 1.182), (HIGH_END, 0.668, 3.806)]
)
def test_the_published_parameters(survivors, alpha, beta):
    model = fitted(survivors)
    assert model.alpha_ == pytest.approx(alpha, abs=5e-4)
    assert model.beta_ == pytest.approx(beta, abs=5e-4)


def test_the_curve_follows_the_customers():
    left = 1000 * fitted(REGULAR).survival(range(8))
    np.testing.assert_allclose(left, REGULAR, atol=7)


def test_weights_are_repetitions():
    periods, ended, weight = contracts(HIGH_END)
    one_by_one = ShiftedBetaGeometric().fit(
        np.repeat(periods, weight), np.repeat(ended, weight)
    )
    assert one_by_one.alpha_ == pytest.approx(fitted(HIGH_END).alpha_, rel=1e-6)


def test_retention_is_the_ratio_of_survivals_and_rises():
    model = of(0.7, 1.2)
    ages = np.arange(1, 30)
    ratios = model.survival(ages) / model.survival(ages - 1)
    np.testing.assert_allclose(model.retention(ages), ratios)
    assert (np.diff(ratios) > 0).all()


@pytest.mark.parametrize("age", [0, 1, 12, 240])
@pytest.mark.parametrize(("alpha", "beta"), [(0.668, 3.806), (0.704, 1.182), (30, 900)])
def test_expected_payments_are_the_discounted_sum(alpha, beta, age):
    model, ahead = of(alpha, beta), np.arange(1, 20_000)
    stays = model.survival(age + ahead) / model.survival(age)
    expected = (stays / 1.00948879 ** (ahead - 1)).sum()
    found = model.expected_payments([age], 0.00948879)
    assert found == pytest.approx(expected, rel=1e-6)


def test_customers_who_are_all_alike_leave_at_a_constant_rate():
    ages = np.arange(1, 200)
    n = np.round(1e6 * 0.2 * 0.8 ** (ages - 1))
    model = ShiftedBetaGeometric().fit(ages, np.ones(len(ages)), weight=n)
    assert model.retention([1, 10]) == pytest.approx([0.8, 0.8], abs=1e-3)
    constant = simple_clv_paid_ahead(1, retention=0.8, discount=0.1) - 1
    found = model.expected_payments([5], 0.1)
    assert found / 1.1 == pytest.approx(constant, rel=1e-2)


def test_contracts_still_running_count_as_such():
    ages, ended = [1, 2, 2, 3, 9, 9], [1, 1, 0, 1, 0, 0]
    left = ShiftedBetaGeometric().fit(ages, np.ones(6)).survival([9])
    assert ShiftedBetaGeometric().fit(ages, ended).survival([9]) > left


def test_an_unknown_age_has_no_payments():
    found = of(0.7, 1.2).expected_payments([np.nan, 1], 0.1)
    assert np.isnan(found).tolist() == [True, False]


def test_without_an_end_nothing_is_learned():
    with pytest.raises(QualityError, match="contracts that ended; got 0 of 3"):
        ShiftedBetaGeometric().fit([1, 2, 3], [False] * 3)


def test_payments_without_discount_may_have_no_end():
    with pytest.raises(ConfigError, match="above 0; got 0"):
        of(0.7, 1.2).expected_payments([1], 0.0)
