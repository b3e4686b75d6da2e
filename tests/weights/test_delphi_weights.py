import numpy as np
import pytest

from patronage.errors import ConfigError, QualityError
from patronage.weights import Delphi
from tests.weights.panels import ITEMS, five

NO_DATA = np.zeros((1, 3))


def fit(*rounds, **settings):
    return Delphi(list(rounds), **settings).fit(NO_DATA, ITEMS)


def test_weights_are_the_last_round_s_scores_by_name():
    found = fit(*[five(30, 60, 10)] * 4, names=["credit", "value", "tenure"])
    assert found.weights_ == pytest.approx([0.6, 0.3, 0.1])
    assert found.warnings_ == []
    told = found.findings()
    assert (told["experts"], told["round"], told["kendall_w"]) == (5, 4, 1)
    assert (told["mean_cv"], told["mean_move"]) == (0, 0)


def test_fewer_rounds_and_who_has_left_are_said():
    found = fit(five(1, 2, 3, n=6), five(1, 2, 3))
    assert found.warnings_[0] == "Delphi: 2 of 4 rounds were held"
    assert "left after one round: 1" in found.warnings_[1]


@pytest.mark.parametrize(
    ("rounds", "error", "words"),
    [
        ([five(1, 2, 3, n=4)], QualityError, "5 experts or more"),
        ([five(1, 2)], ConfigError, r"3 numbers .* got \(1, 2\) of 'e0' in round 1"),
        ([five(1, 2, -3)], ConfigError, "0 or more per expert"),
        ([five(1, 2, float("nan"))], ConfigError, "0 or more per expert"),
        ([five(0, 0, 0)], QualityError, "above 0"),
        ([], QualityError, "got none"),
    ],
)
def test_scores_that_cannot_be_are_one_sentence(rounds, error, words):
    with pytest.raises(error, match=words) as found:
        fit(*rounds)
    assert "\n" not in str(found.value)
