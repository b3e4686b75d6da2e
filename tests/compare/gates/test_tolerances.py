import pytest

from patronage.compare import Tolerances
from patronage.errors import ConfigError


def test_the_bounds_are_those_of_the_methods():
    standard = Tolerances()
    assert (standard.stability, standard.silhouette) == (0.02, 0.02)
    assert (standard.usefulness, standard.max_churn) == (0.005, 0.30)
    assert (standard.min_share, standard.min_customers) == (0.03, 30)
    assert (standard.resamples, standard.level) == (200, 0.02)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stability": -0.01},
        {"max_churn": 1.5},
        {"level": 0.0},
        {"level": 0.6},
        {"resamples": 5},
        {"min_customers": -1},
        {"usefulness": float("nan")},
    ],
)
def test_what_cannot_be_a_bound_is_refused_by_name(wrong):
    with pytest.raises(ConfigError, match=next(iter(wrong))):
        Tolerances(**wrong)
