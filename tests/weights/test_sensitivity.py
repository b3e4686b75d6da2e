import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights import monte_carlo, one_at_a_time
from patronage.weights.sensitivity import weighted

NAMES = ["money", "age"]
HALF = np.array([0.5, 0.5])
# The third is at the edge: a little more weight on either side decides.
WORLD = np.array([[0.9, 0.9], [0.1, 0.1], [0.9, 0.12], [0.2, 0.2]])


def upper_half(scores):
    return (scores >= 0.5).astype(np.int64)


def one_class(scores):
    return np.zeros(len(scores), np.int64)


def test_scores_are_weighted_means_of_what_is_known():
    utilities = np.array([[0.2, 0.8], [np.nan, 0.8], [np.nan, np.nan]])
    scores = weighted(utilities, np.array([0.75, 0.25]))
    assert scores == pytest.approx([0.35, 0.8, np.nan], nan_ok=True)


def test_one_weight_is_moved_and_the_others_keep_their_proportions():
    table = one_at_a_time(np.eye(3), np.array([0.5, 0.3, 0.2]), "abc", one_class)
    first = table[table["indicator"] == "a"]
    assert first["weight"].tolist() == pytest.approx([0.4 / 0.9, 0.6 / 1.1])
    assert first["factor"].tolist() == [0.8, 1.2]
    assert (table["changed"] == 0).all()


def test_only_the_customer_at_the_edge_changes_class():
    table = one_at_a_time(WORLD, HALF, NAMES, upper_half)
    assert table["changed"].tolist() == [0.25, 0, 0, 0.25]
    further = np.where(WORLD == 0.12, 0.3, WORLD)
    table = one_at_a_time(further, HALF, NAMES, upper_half)
    assert table["changed"].tolist() == [0, 0, 0, 0]


def test_ranks_that_stay_have_a_tau_of_1_and_others_less():
    alike = np.c_[np.arange(5.0), np.arange(5.0)]
    table = one_at_a_time(alike, HALF, NAMES, one_class)
    assert table["kendall_tau"].tolist() == pytest.approx([1, 1, 1, 1])
    against = np.c_[np.arange(5.0), -0.95 * np.arange(5.0)]
    table = one_at_a_time(against, HALF, NAMES, one_class)
    assert table["kendall_tau"].tolist() == pytest.approx([-1, 1, 1, -1])


def test_draws_are_weights_whose_mean_and_spread_are_as_said():
    weights = np.array([0.2, 0.5, 0.3, 0.0])
    drawn = monte_carlo(np.eye(4), weights, one_class, seed=1, n_draws=4000).weights
    assert drawn.sum(1) == pytest.approx(np.ones(4000))
    assert (drawn >= 0).all()
    assert (drawn[:, 3] == 0).all()
    assert drawn.mean(0) == pytest.approx(weights, abs=0.003)
    assert drawn[:, 0].std() == pytest.approx((0.2 * 0.8 / 101) ** 0.5, rel=0.05)


def test_the_customer_at_the_edge_is_not_settled():
    found = monte_carlo(WORLD, HALF, upper_half, seed=1)
    assert found.stays[[0, 1, 3]] == pytest.approx([1, 1, 1])
    assert 0.4 < found.stays[2] < 0.9
    assert found.changed.mean() == pytest.approx((1 - found.stays[2]) / 4)
    told = found.metrics()
    assert told["settled"] == 0.75
    assert told["changed_p95"] == 0.25
    assert told["changed_mean"] == found.changed.mean()


def test_the_seed_decides_and_nothing_else():
    def drawn(seed, order=slice(None)):
        found = monte_carlo(WORLD[order], HALF, upper_half, seed=seed, n_draws=50)
        return found.changed.tolist()

    assert drawn(1) == drawn(1) == drawn(1, order=[2, 0, 3, 1])
    assert drawn(1) != drawn(2)


def test_a_larger_concentration_changes_fewer():
    def share(concentration):
        found = monte_carlo(
            WORLD, HALF, upper_half, seed=1, concentration=concentration
        )
        return found.metrics()["changed_mean"]

    assert share(10) > share(1000) > share(1e6) == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [({"n_draws": 0}, "got 0 and"), ({"concentration": 0}, "and 0")],
)
def test_settings_that_cannot_be_are_one_sentence(settings, words):
    with pytest.raises(ConfigError, match=words):
        monte_carlo(WORLD, HALF, upper_half, seed=1, **settings)
    with pytest.raises(ConfigError, match="step should be above 0 and below 1; got 1"):
        one_at_a_time(WORLD, HALF, NAMES, upper_half, step=1)
