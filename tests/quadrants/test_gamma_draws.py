import numpy as np
import pytest
from scipy.stats import gamma, kstest, norm, spearmanr

from patronage.quadrants.gamma_draws import _stream, gamma_draws, normal_draws

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
