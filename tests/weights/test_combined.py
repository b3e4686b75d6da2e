import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights import AHP, Combined, Critic, Entropy, Given

NAMES, TWO = ["a", "b"], np.array([[0.0, 0.5], [1, 0.6], [0.2, 0.1]])
LEFT, RIGHT = Given({"a": 0.8, "b": 0.2}), Given({"a": 0.4, "b": 0.6})
PARTS = {"left": LEFT, "right": RIGHT}


def fit(shares=None, parts=PARTS, **settings):
    return Combined(parts, shares, **settings).fit(TWO, NAMES)


def test_the_geometric_mean_is_brought_to_sum_1():
    product = np.array([(0.8 * 0.4) ** 0.5, (0.2 * 0.6) ** 0.5])
    assert fit().weights_ == pytest.approx(product / product.sum())


def test_the_linear_mean_is_a_mixture():
    mixed = fit({"right": 0.25, "left": 0.75}, mean="linear")
    assert mixed.weights_ == pytest.approx([0.7, 0.3])


@pytest.mark.parametrize("mean", ["multiplicative", "linear"])
def test_a_part_with_the_whole_share_says_it_all(mean):
    found = fit({"left": 1.0, "right": 0.0}, mean=mean)
    assert found.weights_ == pytest.approx([0.8, 0.2])


def test_warnings_and_findings_say_whose_they_are():
    parts = {"experts": AHP([[3]]), "data": Entropy()}
    found = fit(parts=parts)
    assert {"experts_consistency_ratio", "data_max_weight"} <= found.findings().keys()
    same = Combined({"data": Critic()}).fit(np.ones((3, 2)), NAMES)
    assert same.warnings_[0].startswith("data: ")


def test_parts_stay_unfitted():
    part = Critic()
    fit(parts={"data": part})
    assert not hasattr(part, "weights_")


ONLY_A, ONLY_B = Given({"a": 1.0, "b": 0.0}), Given({"a": 0.0, "b": 1.0})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"shares": {"left": 0.5, "right": 0.4}}, "sum to 1; got left 0.5, right 0.4"),
        ({"shares": {"left": 1.5, "right": -0.5}}, "0 or more"),
        ({"shares": {"left": 1.0}}, "of the parts left, right; got left 1"),
        ({"parts": {}}, "a part at least"),
        ({"mean": "median"}, "multiplicative or linear; got 'median'"),
        ({"parts": {"x": ONLY_A, "y": ONLY_B}}, "weight in all parts, x, y"),
    ],
)
def test_what_cannot_be_combined_is_one_sentence(settings, words):
    with pytest.raises(ConfigError, match=words):
        fit(**settings)
