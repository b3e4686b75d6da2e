import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights.name_order import in_order, placed


def test_without_an_order_it_is_that_of_the_indicators():
    assert in_order(None, ["b", "a"]) == ["b", "a"]


def test_weights_go_to_their_names():
    given = in_order(["c", "a", "b"], ["a", "b", "c"])
    weights = placed(np.array([3.0, 1.0, 2.0]), given, ["a", "b", "c"])
    assert weights.tolist() == [1, 2, 3]


def test_other_names_are_refused():
    with pytest.raises(ConfigError, match=r"indicators a, b, .* got a, x"):
        in_order(["a", "x"], ["a", "b"])
