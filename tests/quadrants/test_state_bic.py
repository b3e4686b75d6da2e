import numpy as np
import pytest
from scipy.special import ndtr
from sklearn.mixture import GaussianMixture

from patronage.quadrants.state_bic import state_bic

RNG = np.random.default_rng(1)
CORNERS = np.array([[0, 0], [0, 5], [5, 0], [5, 5]])


def groups(centres, n=200):
    return np.concatenate([RNG.normal(centre, 1, (n, 2)) for centre in centres])


def best(scores):
    bic = state_bic(scores)
    return min(bic, key=bic.get)


@pytest.mark.parametrize("n_states", [1, 2, 3, 4])
def test_as_many_states_as_there_are_groups(n_states):
    assert best(groups(CORNERS[:n_states])) == n_states


def test_one_slanted_cloud_is_one_state():
    assert best(RNG.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 3000)) == 1


def test_axes_of_ranks_are_a_continuum():
    ranks = RNG.permuted(np.tile((np.arange(3000) + 0.5) / 3000, (2, 1)), axis=1).T
    assert best(ranks) == 1
    assert best(ndtr(RNG.normal(0, 0.6, (3000, 2)))) == 1


def test_answers_of_a_questionnaire_are_no_states():
    cloud = RNG.multivariate_normal([0, 0], [[1, 0.3], [0.3, 1]], 1500)
    assert best(np.clip(np.round(2 * cloud), -5, 5)) == 1


def test_one_state_has_the_bic_of_scikit_learn():
    scores = groups(CORNERS[:1])
    z = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    plain = GaussianMixture(1, reg_covar=0.01).fit(z).bic(z)
    assert state_bic(scores)[1] == pytest.approx(plain)


def test_neither_order_nor_unit_changes_the_states():
    scores = groups(CORNERS)
    bic = state_bic(scores)
    assert state_bic(RNG.permutation(scores)) == bic
    assert list(state_bic(scores * [1000, 0.5]).values()) == pytest.approx(
        list(bic.values())
    )


def test_many_customers_are_represented_by_few():
    scores = RNG.normal(size=(60_000, 2))
    sample = state_bic(scores)[1]
    assert sample == pytest.approx(20_000 * 2 * (1 + np.log(2 * np.pi)), rel=0.02)


@pytest.mark.parametrize("n", [50, 64, 100])
@pytest.mark.parametrize("small", [0.0005, 1e-200])
def test_shares_that_are_all_small_have_states_too(n, small):
    points = np.where(np.arange(n) % 2, 0, small)
    bic = state_bic(np.column_stack([points, RNG.normal(size=n)]))
    assert np.isfinite(list(bic.values())).all()


def test_one_customer_of_many_who_differs_makes_no_gap():
    scores = RNG.normal(size=(30_000, 2))
    scores[:, 0] = 0
    scores[17, 0] = 5
    assert np.isfinite(list(state_bic(scores).values())).all()
