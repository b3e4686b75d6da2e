import numpy as np
import pytest
from scipy.stats import gamma, kstest, norm, spearmanr

from patronage.quadrants.gamma_draws import (
    LEAST,
    _stream,
    gamma_draws,
    log_gammas,
    normal_draws,
    powers,
    spread_power,
)

MANY = 20_000


def drawn(*shapes, n_draws=MANY, seed=(7, 1)):
    return gamma_draws(np.array(shapes, float), n_draws, seed=seed)


@pytest.mark.parametrize("shape", [0.1, 0.3, 0.99, 1, 1.5, 4, 30, 700])
def test_draws_follow_the_gamma_distribution(shape):
    assert kstest(drawn(shape)[0].astype(float), gamma(shape).cdf).pvalue > 0.001


@pytest.mark.parametrize("shape", [0.3, 2, 50])
def test_draws_have_the_mean_and_variance_of_the_gamma(shape):
    values = drawn(shape)[0].astype(float)
    assert values.mean() == pytest.approx(shape, rel=0.05)
    assert values.var() == pytest.approx(shape, rel=0.1)


def test_a_candidate_is_taken_just_where_marsaglia_and_tsang_take_it():
    stream = _stream(500, (3,))
    x, log_u = stream.candidates, stream.log_acceptances
    for d in (2 / 3, 1, 3, 20, 400):
        v = (1 + x / (3 * np.sqrt(d))) ** 3
        with np.errstate(invalid="ignore", divide="ignore"):
            book = (v > 0) & (log_u < x**2 / 2 + d * (1 - v + np.log(v)))
        assert np.array_equal(book, d >= stream.least)


def test_a_shape_is_drawn_alike_alone_and_among_others():
    shapes = [0.01, 5, 0.2, 0.2, 77, 1, 0.9, 3.3, 0.5]
    together = drawn(*shapes, n_draws=50)
    for shape, row in zip(shapes, together, strict=True):
        assert drawn(shape, n_draws=50)[0].tobytes() == row.tobytes()


def test_few_draws_have_the_mean_already():
    gaps = [drawn(9, n_draws=200, seed=(s,)).mean() - 9 for s in range(50)]
    assert np.std(gaps) < 3 / np.sqrt(200) / 2


def test_seeds_make_independent_streams():
    (one,), (other,) = drawn(4), drawn(4, seed=(7, 2))
    assert abs(spearmanr(one, other).statistic) < 0.03


def test_normals_are_normal():
    assert kstest(normal_draws(MANY, seed=(5,)), norm.cdf).pvalue > 0.001


@pytest.mark.parametrize("shape", [0.02, 0.05, 0.2])
def test_powers_of_small_shapes_follow_the_gamma_distribution(shape):
    power = spread_power(shape)
    drawn = gamma_draws(np.array([shape]), MANY, seed=(7, 1), power=power)[0]
    variates = drawn.astype(float) ** (1 / power)
    assert kstest(variates, gamma(shape).cdf).pvalue > 0.001
    assert len(np.unique(drawn)) > 0.99 * MANY


def test_large_shapes_are_drawn_as_they_are():
    assert spread_power(0.25) == spread_power(9.0) == 1


def test_logarithms_of_gammas_are_those_of_gammas():
    rng = np.random.default_rng(4)
    for shape in (0.05, 0.5, 7):
        logs = log_gammas(np.full(MANY, shape), rng)
        assert kstest(np.exp(logs), gamma(shape).cdf).pvalue > 0.001


def test_powers_are_cut_off_where_draws_are():
    found = powers(np.array([-1e9, 0, np.log(3), 1e9]), 0.5)
    assert found == pytest.approx([LEAST, 1, np.sqrt(3), 1 / LEAST])
