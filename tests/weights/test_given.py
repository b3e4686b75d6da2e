import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights import Given

NAMES = ["arpu", "credit", "influence"]
UTILITIES = np.zeros((2, 3))


def test_weights_are_taken_by_name():
    given = Given({"influence": 0.3, "arpu": 0.5, "credit": 0.2})
    assert given.fit(UTILITIES, NAMES).weights_.tolist() == [0.5, 0.2, 0.3]


def test_thirds_with_six_digits_sum_to_1():
    given = Given({"arpu": 0.333333, "credit": 0.333333, "influence": 0.333334})
    assert given.fit(UTILITIES, NAMES).weights_.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"arpu": 0.5, "credit": 0.2, "influence": 0.2}, r"sum to 1; .*sum 0\.9\)"),
        ({"arpu": 1.5, "credit": -0.2, "influence": -0.3}, "0 or more"),
        ({"arpu": float("nan"), "credit": 0.2, "influence": 0.2}, "sum nan"),
        ({"arpu": 0.5, "credits": 0.5}, r"got 'credits' \(did you mean 'credit'\?\)"),
        ({"arpu": 0.5, "credit": 0.5}, "missing: influence"),
        ({}, "missing: arpu, credit, influence"),
    ],
)
def test_weights_that_cannot_be_are_one_sentence(weights, words):
    with pytest.raises(ConfigError, match=words) as found:
        Given(weights).fit(UTILITIES, NAMES)
    assert "\n" not in str(found.value)
