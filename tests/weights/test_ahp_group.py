import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights import AHP, AHPGroup

THREE, NAMES = np.zeros((1, 3)), ["arpu", "credit", "influence"]
ONE, OTHER, CYCLE = [[3, 4], [2]], [[1, 2], [2]], [[9, "1/9"], [9]]


def fit(group):
    return group.fit(THREE, NAMES)


def test_one_expert_s_weights_are_those_of_his_matrix():
    alone = AHP(ONE).fit(THREE, NAMES)
    for uppers in ([ONE], [ONE] * 4):
        assert fit(AHPGroup(uppers)).weights_ == pytest.approx(alone.weights_)


def test_matrices_are_joined_by_their_geometric_mean():
    found = fit(AHPGroup([ONE, OTHER]))
    upper = found.judgement_.matrix[np.triu_indices(3, 1)]
    assert upper == pytest.approx([3**0.5, 8**0.5, 2])
    assert found.judgement_.matrix * found.judgement_.matrix.T == pytest.approx(
        np.ones((3, 3))
    )


def test_opposite_judgements_cancel():
    assert fit(AHPGroup([ONE, [["1/3", "1/4"], ["1/2"]]])).weights_ == pytest.approx(
        [1 / 3] * 3
    )


def test_an_expert_can_count_more():
    thrice = fit(AHPGroup([ONE, OTHER], expert_weights=[3, 1])).weights_
    assert thrice == pytest.approx(fit(AHPGroup([ONE, ONE, ONE, OTHER])).weights_)


def test_an_expert_who_contradicts_himself_is_told_by_his_place():
    found = fit(AHPGroup([ONE, ONE, ONE, OTHER, ONE, CYCLE], allow_inconsistent=True))
    assert [said.split(":")[0] for said in found.warnings_] == ["AHPGroup", "expert 6"]
    assert found.findings()["worst_expert_ratio"] == pytest.approx(6.13, abs=5e-3)
    with pytest.raises(ConfigError, match=r"AHPGroup: .* worst in arpu, credit, infl"):
        fit(AHPGroup([CYCLE, CYCLE]))


@pytest.mark.parametrize(
    ("uppers", "weights", "words"),
    [
        ([], None, "an expert at least"),
        ([ONE, OTHER], [1], "2 numbers above 0"),
        ([ONE, OTHER], [1, 0], "above 0, one per expert; got 1, 0"),
        ([ONE, [[3]]], None, "3 indicators should be rows of 2, 1"),
    ],
)
def test_a_group_that_cannot_be_is_one_sentence(uppers, weights, words):
    with pytest.raises(ConfigError, match=words):
        fit(AHPGroup(uppers, expert_weights=weights))
