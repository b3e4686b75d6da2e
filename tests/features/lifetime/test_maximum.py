import numpy as np
import pytest

from benchmarks.lifetime_customers import made_customers
from patronage.features.lifetime import BGBB, BGNBD, MBGNBD, GammaGamma, ParetoNBD
from patronage.features.lifetime.parameters import Parameters

X = made_customers(3_000, (0.6, 6.5, 0.9, 1.6), days=(30, 60))[0]


@pytest.mark.parametrize("kind", [BGNBD, MBGNBD])
def test_the_slope_is_that_of_the_likelihood(kind):
    evidence = kind.evidence.of(X).in_unit(60)
    parameters = kind.model(0.7, 0.3, 1.3, 2.2)
    value, slope = parameters.score(evidence)
    expected_value, expected = Parameters.score(parameters, evidence)
    assert value == pytest.approx(expected_value)
    assert slope == pytest.approx(expected, rel=1e-6)


def test_the_slope_of_spending_is_that_of_the_likelihood():
    rng = np.random.default_rng(2)
    spending = GammaGamma.evidence.of(
        np.column_stack([rng.integers(0, 5, 500), rng.gamma(3, 1, 500)])
    )
    parameters = GammaGamma.model(4, 2, 1.5)
    _, slope = parameters.score(spending)
    assert slope == pytest.approx(Parameters.score(parameters, spending)[1], rel=1e-6)


@pytest.mark.parametrize("kind", [BGNBD, MBGNBD, ParetoNBD])
def test_without_repeat_purchases_the_fit_says_that_it_cannot_be_used(kind):
    model = kind().fit([[0, 0, 30 + i] for i in range(20)])
    assert (model.accepted_, model.reason_) == (False, "nobody has bought again")


def test_nobody_is_no_error():
    for kind, width in ((MBGNBD, 3), (BGBB, 3), (GammaGamma, 2)):
        model = kind().fit(np.empty((0, width)))
        assert (model.accepted_, model.reason_) == (False, "nobody has bought again")


def test_customers_who_never_leave_drive_a_parameter_out_of_bounds():
    rng = np.random.default_rng(4)
    x = rng.poisson(rng.gamma(2, 4, 2_000))
    t_x = np.where(x > 0, 52 * rng.beta(np.maximum(x, 1), 1), 0)
    model = MBGNBD().fit(np.column_stack([x, t_x, np.full(2_000, 52)]))
    assert not model.accepted_
    assert "got " in model.reason_
