import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.quadrants.distinct_values import DistinctValues
from patronage.quadrants.two_normals import TwoNormals

RNG = np.random.default_rng(2)
PETALS = load_iris().data[:, 2]
GROUPS = np.concatenate([RNG.normal(0, 1, 300), RNG.normal(5, 2, 600)])


def fit(values):
    distinct = DistinctValues.of(values)
    return TwoNormals.fit(distinct), distinct


def test_petals_are_the_two_normals_of_the_methods():
    found, _ = fit(PETALS)
    assert found.means == pytest.approx([1.46175, 4.90498], abs=5e-6)
    assert found.weights == pytest.approx([0.33311, 0.66689], abs=5e-6)
    assert found.sds == pytest.approx([0.17166, 0.82322], abs=5e-6)
    assert found.crossing == pytest.approx(2.09089, abs=1e-5)


def test_scikit_learn_finds_the_same_likelihood_and_the_same_bic():
    found, distinct = fit(GROUPS)
    column = GROUPS[:, None]
    one = GaussianMixture(1).fit(column)
    two = GaussianMixture(2, n_init=5, tol=1e-10, max_iter=2000, random_state=0)
    two.fit(column)
    likelihood = found.log_likelihood(distinct)
    assert likelihood == pytest.approx(two.score(column) * len(GROUPS), abs=1e-3)
    gain = one.bic(column) - two.bic(column)
    assert found.bic_gain(distinct) == pytest.approx(gain, abs=5e-3)


def test_what_crosses_is_as_probable_on_either_side():
    found, _ = fit(GROUPS)
    low, high = found.means
    assert low < found.crossing < high
    assert found.log_odds(found.crossing) == pytest.approx(0, abs=1e-8)


def test_ashmans_d_is_the_distance_in_common_standard_deviations():
    normals = TwoNormals(
        weights=np.full(2, 0.5), means=np.array([0, 3]), sds=np.ones(2), least=0
    )
    assert normals.ashman_d == pytest.approx(3)


def test_a_normal_within_another_has_no_crossing():
    normals = TwoNormals(
        weights=np.array([0.9, 0.1]),
        means=np.array([0, 0.1]),
        sds=np.array([1.0, 3]),
        least=0,
    )
    assert normals.crossing is None


def test_an_answer_of_a_questionnaire_is_no_group_by_itself():
    found, _ = fit(RNG.integers(1, 6, 1000).astype(float))
    assert (found.sds >= np.sqrt(1 / 12)).all()


def test_many_customers_with_the_same_value_are_a_narrow_group():
    found, _ = fit(np.concatenate([np.zeros(500), RNG.normal(5, 1, 500)]))
    assert 0 < found.sds[0] < 0.01
    assert found.means == pytest.approx([0, 5], abs=0.2)
