import numpy as np
import pytest

from patronage.features.lifetime import GammaGamma, GammaGammaParameters, Spending

PUBLISHED = GammaGammaParameters(6.25, 3.74, 15.44)


def spend(cdnow) -> np.ndarray:
    return cdnow[["x", "mean_value"]].to_numpy()


def test_cdnow_gives_the_published_parameters(cdnow):
    model = GammaGamma().fit(spend(cdnow))
    expected = GammaGammaParameters(6.24880, 3.74459, 15.44775)
    assert vars(model.parameters_) == pytest.approx(vars(expected), rel=1e-4)
    assert model.log_likelihood_ == pytest.approx(-4055.9232, abs=1e-4)
    assert model.correlation_ == pytest.approx(0.1139, abs=1e-4)
    assert model.expected_value([[2, 22.35]]) == pytest.approx(24.658616, rel=1e-3)


def test_published_parameters(cdnow):
    total = PUBLISHED.total(Spending.of(spend(cdnow)))
    assert total == pytest.approx(-4055.92471, abs=1e-5)
    none = PUBLISHED.expected_value(Spending.of([[0, 0]]))
    assert none == pytest.approx(35.218978)


def test_few_purchases_are_drawn_to_the_mean_of_all():
    few, many = PUBLISHED.expected_value(Spending.of([[1, 100.0], [50, 100.0]]))
    assert 35.2 < few < many < 100


def test_who_has_no_repeat_purchase_teaches_nothing(cdnow):
    repeated = spend(cdnow[cdnow["x"] > 0])
    some, every = GammaGamma().fit(repeated), GammaGamma().fit(spend(cdnow))
    assert vars(some.parameters_) == pytest.approx(vars(every.parameters_))


def test_without_a_mean_the_empirical_one_stands_in():
    model = GammaGamma().fit([[1, 10.0], [2, 30.0], [3, 20.0]])
    model.parameters_ = GammaGammaParameters(0.4, 0.5, 1.0)
    assert model.expected_value([[0, 0], [1, 5.0]]).tolist() == [20, 20]


def test_money_in_cents_gives_the_same_model():
    rng = np.random.default_rng(5)
    x = rng.integers(1, 9, 4_000)
    value = rng.gamma(6 * x, 1 / rng.gamma(4, 1 / 15, 4_000)) / x
    euros = GammaGamma().fit(np.column_stack([x, value]))
    cents = GammaGamma().fit(np.column_stack([x, 100 * value]))
    assert euros.parameters_.p == pytest.approx(6, rel=0.2)
    assert vars(cents.parameters_) == pytest.approx(
        vars(euros.parameters_.in_unit(100)), rel=1e-5
    )
