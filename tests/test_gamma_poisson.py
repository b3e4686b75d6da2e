import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import nbinom

from patronage.gamma_poisson import GammaPoisson


def draw(r: float, alpha: float, *, n_customers: int, seed: int = 1):
    exposure = np.random.default_rng(seed).integers(1, 360, n_customers) / 30
    y = nbinom.rvs(r, alpha / (alpha + exposure), random_state=seed)
    return y.astype(float), exposure


@pytest.mark.parametrize(("r", "alpha"), [(0.8, 3), (0.1, 20), (15, 2)])
def test_no_other_prior_is_likelier(r, alpha):
    y, exposure = draw(r, alpha, n_customers=300)

    def loss(logs):
        r, alpha = np.exp(logs)
        return -nbinom.logpmf(y, r, alpha / (alpha + exposure)).sum()

    start = np.log([r, alpha])
    best = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-9})
    mean, found = GammaPoisson.of(y, exposure).prior()
    assert loss(np.log([mean * found, found])) == pytest.approx(best.fun, abs=1e-6)


def test_overdispersion_is_the_squared_cv_of_the_rates():
    y, exposure = draw(0.8, 3, n_customers=40_000)
    assert GammaPoisson.of(y, exposure).overdispersion == pytest.approx(1.25, rel=0.05)


def test_the_slope_is_that_of_the_likelihood():
    seen = GammaPoisson.of(*draw(0.8, 3, n_customers=50))
    step = 1e-6
    for x, y in [(-1.0, 2.0), (0.5, -1.0)]:
        _, slope = seen._likelihood(x, y)
        along_x = seen._likelihood(x + step, y)[0] - seen._likelihood(x - step, y)[0]
        along_y = seen._likelihood(x, y + step)[0] - seen._likelihood(x, y - step)[0]
        assert slope == pytest.approx([along_x / 2e-6, along_y / 2e-6], rel=1e-5)


@pytest.mark.parametrize(
    ("y", "mean"),
    [([2, 2, 2, 2], 0.5), ([0, 0, 0, 0], 0), ([1, 2, 3, 2], 0.5)],
    ids=["all alike", "never", "less than chance"],
)
def test_where_none_differ_the_prior_is_their_mean(y, mean):
    found = GammaPoisson.of(np.array(y, float), np.full(4, 4.0)).prior()
    assert found == (pytest.approx(mean), np.inf)


def test_the_usual_exposure_is_the_mean():
    assert GammaPoisson.of(np.zeros(3), np.array([1.0, 2, 6])).usual == 3
