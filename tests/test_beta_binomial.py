import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import betabinom

from patronage.beta_binomial import BetaBinomial


def draw(a: float, b: float, *, n_customers: int, seed: int = 1):
    n = np.random.default_rng(seed).integers(1, 30, n_customers)
    return betabinom.rvs(n, a, b, random_state=seed).astype(float), n.astype(float)


@pytest.mark.parametrize(("a", "b"), [(2, 6), (0.2, 0.3), (0.05, 4), (40, 10)])
def test_no_other_prior_is_likelier(a, b):
    k, n = draw(a, b, n_customers=300)

    def loss(logs):
        return -betabinom.logpmf(k, n, *np.exp(logs)).sum()

    best = minimize(loss, np.log([a, b]), method="Nelder-Mead", options={"xatol": 1e-9})
    mean, precision = BetaBinomial.of(k, n).prior()
    found = loss(np.log([mean * precision, (1 - mean) * precision]))
    assert found == pytest.approx(best.fun, abs=1e-6)


def test_no_prior_of_a_fine_grid_is_likelier():
    k, n = draw(2, 6, n_customers=200)
    mean, precision = BetaBinomial.of(k, n).prior()
    steps = np.linspace(0.5, 2, 41)
    a, b = np.meshgrid(mean * precision * steps, (1 - mean) * precision * steps)
    likelihood = betabinom.logpmf(k, n, a[..., None], b[..., None]).sum(-1)
    best = betabinom.logpmf(k, n, mean * precision, (1 - mean) * precision).sum()
    assert likelihood.max() <= best + 1e-9


def test_overdispersion_is_the_correlation_of_two_trials():
    k, n = draw(2, 6, n_customers=40_000)
    assert BetaBinomial.of(k, n).overdispersion == pytest.approx(1 / 9, rel=0.05)


def test_the_slope_is_that_of_the_likelihood():
    seen = BetaBinomial.of(*draw(2, 6, n_customers=50))
    step = 1e-6
    for x, y in [(-1.0, 2.0), (0.5, -1.0)]:
        _, slope = seen._likelihood(x, y)
        along_x = seen._likelihood(x + step, y)[0] - seen._likelihood(x - step, y)[0]
        along_y = seen._likelihood(x, y + step)[0] - seen._likelihood(x, y - step)[0]
        assert slope == pytest.approx([along_x / 2e-6, along_y / 2e-6], rel=1e-5)


@pytest.mark.parametrize(
    ("k", "n", "mean"),
    [
        ([3, 3, 3], [10, 10, 10], 0.3),
        ([0, 0, 0], [3, 4, 5], 0),
        ([3, 4, 5], [3, 4, 5], 1),
        ([0, 1, 1], [1, 1, 1], 2 / 3),
        ([2], [5], 0.4),
    ],
    ids=["all alike", "never", "always", "one trial each", "one customer"],
)
def test_where_none_differ_the_prior_is_their_mean(k, n, mean):
    found = BetaBinomial.of(np.array(k, float), np.array(n, float)).prior()
    assert found == (pytest.approx(mean), np.inf)
