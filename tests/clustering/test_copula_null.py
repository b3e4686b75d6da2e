import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering.copula_null import copula_null
from patronage.clustering.silhouettes import silhouettes
from patronage.clustering.steady import steady_arithmetic

IRIS = load_iris().data
Z = (IRIS - IRIS.mean(axis=0)) / IRIS.std(axis=0)


def draw(rows, seed=0):
    return copula_null(rows, np.random.default_rng(seed))


def tied():
    """Half of the customers bought once, so that their columns are one value."""
    rng = np.random.default_rng(3)
    rows = np.exp(rng.multivariate_normal(np.zeros(3), 0.2 * np.eye(3) + 0.8, 3000))
    return np.where(rows > np.median(rows, axis=0), rows, 0)


def test_every_column_keeps_its_values():
    drawn = draw(Z)
    assert (np.sort(drawn, axis=0) == np.sort(Z, axis=0)).all()
    assert not (np.sort(drawn, axis=0) == drawn).all()


@pytest.mark.parametrize("rows", [Z, tied()], ids=["iris", "tied"])
def test_columns_keep_their_rank_correlations(rows):
    wanted = spearmanr(rows).statistic
    found = [spearmanr(draw(rows, seed)).statistic for seed in range(5)]
    assert np.abs(found - wanted).max() < 0.03


def test_opposite_and_constant_columns_keep_their_relation():
    first = np.arange(50.0)
    rows = np.column_stack([first, -first, np.full(50, 7.0)])
    drawn = draw(rows)
    assert (drawn[:, 0] == -drawn[:, 1]).all()
    assert (drawn[:, 2] == 7).all()


def test_one_column_is_permuted():
    assert sorted(draw(np.arange(9.0)[:, None]).ravel()) == list(range(9))


def test_more_columns_than_rows_are_drawn():
    rows = np.random.default_rng(0).normal(size=(5, 12))
    assert (np.sort(draw(rows), axis=0) == np.sort(rows, axis=0)).all()


def test_only_the_seed_and_the_values_matter():
    order = np.random.default_rng(1).permutation(150)
    assert draw(Z).tolist() == draw(Z).tolist()
    assert draw(Z).tolist() != draw(Z, seed=1).tolist()
    assert draw(Z[order]) == pytest.approx(draw(Z))


def test_ranks_alone_make_the_draw():
    assert np.exp(draw(Z)) == pytest.approx(draw(np.exp(Z)))


def mean_silhouettes(rows, k):
    with steady_arithmetic():
        labels = KMeans(k, n_init=5, random_state=0).fit_predict(rows)
    return silhouettes(rows, [labels])[0].mean


# METHODS D3 has .435 and .332 for a copula of normal scores, which ties weaken: with
# the sample's own rank correlations nothing but clusters is lost, and the null is .02
# and .01 higher
@pytest.mark.parametrize(("k", "null"), [(2, 0.457), (3, 0.344)])
def test_iris_is_more_than_its_marginals_and_correlations(k, null):
    nulls = [mean_silhouettes(draw(Z, seed), k) for seed in range(40)]
    assert np.mean(nulls) == pytest.approx(null, abs=0.01)
    assert mean_silhouettes(Z, k) > max(nulls) + 0.05


def test_a_draw_of_a_draw_is_like_the_draw():
    once = [draw(Z, seed) for seed in range(20)]
    twice = [draw(rows, seed + 50) for seed, rows in enumerate(once)]
    means = [np.mean([mean_silhouettes(r, 2) for r in rows]) for rows in (once, twice)]
    assert means[1] == pytest.approx(means[0], abs=0.015)


def mixed(seed=0, n=600):
    """Two numbers, and a category of three kinds that follows from the first."""
    rng = np.random.default_rng(seed)
    numbers = rng.normal(size=(n, 2))
    kind = np.digitize(numbers[:, 0] + rng.normal(size=n), [-1, 0.5])
    return np.column_stack([numbers, np.eye(3)[np.array([1, 2, 0])[kind]]])


CATEGORY = [np.array([2, 3, 4])]


def test_a_category_stays_one_level_a_row_and_keeps_its_shares():
    rows = mixed()
    drawn = copula_null(rows, np.random.default_rng(0), CATEGORY)
    assert (drawn[:, 2:].sum(axis=1) == 1).all()
    assert (drawn[:, 2:].sum(axis=0) == rows[:, 2:].sum(axis=0)).all()
    assert (np.sort(drawn, axis=0) == np.sort(rows, axis=0)).all()
    assert not (draw(rows)[:, 2:].sum(axis=1) == 1).all()


def test_a_category_goes_with_the_numbers_as_before():
    rows = mixed()
    kinds = rows[:, 2:].astype(bool)
    means = [rows[kinds[:, j], :2].mean(axis=0) for j in range(3)]
    nulls = [copula_null(rows, np.random.default_rng(s), CATEGORY) for s in range(20)]
    found = [
        [null[null[:, 2 + j] == 1, :2].mean(axis=0) for j in range(3)] for null in nulls
    ]
    assert np.abs(np.mean(found, axis=0) - means).max() < 0.1
