import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import RegionalWeights

NAMES, WEIGHTS = ["a", "b", "c"], np.array([0.5, 0.2, 0.3])
REGIONS = np.array(["north", "south", ""])


def weighed(multipliers, **settings):
    made = RegionalWeights("region", multipliers, **settings).fit(REGIONS, NAMES)
    return made.weights(WEIGHTS, NAMES, REGIONS)


def test_the_example_of_the_methods_without_a_clip():
    rows = weighed({"north": {"c": 1.5}}, limits=(0.5, 2.0))
    assert rows[0] == pytest.approx([0.434783, 0.173913, 0.391304], abs=1e-6)


def test_the_example_of_the_methods_clipped():
    rows = weighed({"north": {"c": 1.5}})
    assert rows[0] == pytest.approx([0.465116, 0.186047, 0.348837], abs=1e-6)


def test_other_regions_and_none_keep_the_weights():
    rows = weighed({"north": {"c": 1.5, "a": 0.1}})
    assert rows[1:] == pytest.approx(np.tile(WEIGHTS, (2, 1)))
    assert rows.sum(1) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("wrong", [{"d": 1.1}, {"a": 0.0}, {"a": -1.0}])
def test_multipliers_are_positive_and_of_what_is_weighed(wrong):
    with pytest.raises(ConfigError, match=r"positive and of an indicator .* 'north'"):
        weighed({"north": wrong})


@pytest.mark.parametrize("limits", [(1.25, 0.8), (0.0, 1.25), (1.1, 1.25)])
def test_limits_that_do_not_hold_one_are_refused(limits):
    turned = RegionalWeights("region", {"n": {"a": 1.1}}, limits=limits)
    with pytest.raises(ConfigError, match="limits of multipliers should hold 1"):
        turned.fit(np.array(["n"]), ["a"])
