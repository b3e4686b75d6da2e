import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.weights import Judgement, reciprocal

POSITIVE = st.floats(0.01, 100)


@given(st.lists(POSITIVE, min_size=2, max_size=10))
def test_judgements_that_agree_have_a_ratio_of_0_and_weights_in_proportion(worth):
    worth = np.array(worth)
    found = Judgement(worth[:, None] / worth[None, :])
    assert found.consistency_ratio("saaty") == pytest.approx(0, abs=1e-9)
    assert found.weights == pytest.approx(worth / worth.sum())


@given(st.lists(POSITIVE, min_size=6, max_size=6))
def test_the_ratio_is_never_below_0(given_):
    upper = [given_[:3], given_[3:5], given_[5:]]
    assert Judgement(reciprocal(upper, 4)).consistency_ratio("saaty") >= 0


def test_the_published_consistent_matrix():
    found = Judgement(reciprocal([[2, 4], [2]], 3))
    assert found.weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.consistency_ratio("saaty") == pytest.approx(0, abs=1e-12)


def test_one_and_two_indicators_cannot_contradict_each_other():
    assert Judgement(reciprocal([], 1)).weights.tolist() == [1]
    pair = Judgement(reciprocal([[3]], 2))
    assert pair.weights == pytest.approx([0.75, 0.25])
    assert pair.consistency_ratio("saaty") == 0


def test_the_worst_triple_is_where_the_product_round_is_furthest_from_1():
    matrix = reciprocal([[2, 4, 8], [2, "1/2"], [9]], 4)
    assert Judgement(matrix).worst_triple() == (1, 2, 3)


def test_the_two_tables_of_random_indices():
    found = Judgement(reciprocal([[9, "1/9"], [9]], 3))
    index = found.consistency_index
    assert found.consistency_ratio("saaty") == pytest.approx(index / 0.58)
    assert found.consistency_ratio("alonso_lamata") == pytest.approx(index / 0.5247)


def test_tables_end_at_ten_indicators():
    ten = Judgement(np.ones((10, 10)))
    assert ten.consistency_ratio("alonso_lamata") == pytest.approx(0, abs=1e-12)
    with pytest.raises(ConfigError, match="among 10 indicators at most; got 11"):
        Judgement(np.ones((11, 11))).consistency_ratio("saaty")
    with pytest.raises(ConfigError, match="saaty or alonso_lamata; got 'other'"):
        ten.consistency_ratio("other")


def test_fractions_are_exact():
    assert reciprocal([["1/3"]], 2).tolist() == [[1, 1 / 3], [3, 1]]


@pytest.mark.parametrize(
    ("upper", "words"),
    [
        ([[3, 4], [0]], "above 0, .* got '0'"),
        ([[3, -4], [2]], "got '-4'"),
        ([[3, "1/0"], [2]], "got '1/0'"),
        ([[3, "much"], [2]], "got 'much'"),
        ([[3, float("inf")], [2]], "got 'inf'"),
        ([[3, "1e999"], [2]], "got '1e999'"),
        ([[3, 4]], r"3 indicators should be rows of 2, 1 entries; got \[\[3, 4\]\]"),
        ([3, 4, 2], r"rows of 2, 1 entries; got \[3, 4, 2\]"),
        ([[1, 3, 4], [1, 2]], "rows of 2, 1 entries"),
    ],
)
def test_what_is_no_triangle_is_one_sentence(upper, words):
    with pytest.raises(ConfigError, match=words) as found:
        reciprocal(upper, 3)
    assert "\n" not in str(found.value)
