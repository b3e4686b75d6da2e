import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.weights import AHP

FIVE = np.zeros((1, 5))
NAMES = ["contribution", "support", "credit", "tenure", "influence"]


def test_a_textbook_matrix():
    """Jiang Qiyuan's example: lambda 5.072, ratio .016."""
    upper = [["1/2", 4, 3, 3], [7, 5, 5], ["1/2", "1/3"], [1]]
    found = AHP(upper).fit(FIVE, NAMES)
    expected = [0.2636035, 0.4758354, 0.0538146, 0.0980683, 0.1086782]
    assert found.weights_ == pytest.approx(expected, abs=5e-8)
    told = found.findings()
    assert told["lambda_max"] == pytest.approx(5.0720844, abs=5e-8)
    assert told["consistency_index"] == pytest.approx(0.0180211, abs=5e-8)
    assert told["consistency_ratio"] == pytest.approx(0.0160903, abs=5e-8)
    assert found.warnings_ == []


def test_the_five_dimensions_of_a_retailer():
    found = AHP([[2, 2, 5, 4], [1, 4, 3], [4, 3], [0.5]]).fit(FIVE, NAMES)
    expected = [0.3896, 0.2303, 0.2303, 0.0589, 0.0910]
    assert found.weights_ == pytest.approx(expected, abs=5e-5)
    assert found.findings()["lambda_max"] == pytest.approx(5.0531, abs=5e-5)
    assert found.consistency_ratio_ == pytest.approx(0.0119, abs=5e-5)


def test_the_three_dimensions_of_telecom():
    found = AHP([[3, 4], [2]]).fit(FIVE[:, :3], ["arpu", "credit", "influence"])
    assert found.weights_ == pytest.approx([0.6250, 0.2385, 0.1365], abs=5e-5)
    assert found.consistency_ratio_ == pytest.approx(0.0158, abs=5e-5)


def test_names_say_the_order_of_the_matrix():
    asked = AHP([[3, 4], [2]], names=["arpu", "credit", "influence"])
    weights = asked.fit(FIVE[:, :3], ["influence", "arpu", "credit"]).weights_
    assert weights == pytest.approx([0.1365, 0.6250, 0.2385], abs=5e-5)
    with pytest.raises(ConfigError, match=r"indicators a, b, c, .* got arpu, credit"):
        asked.fit(FIVE[:, :3], ["a", "b", "c"])


def test_a_cycle_is_refused_unless_it_is_allowed_and_then_said():
    upper = [[9, "1/9"], [9]]
    with pytest.raises(ConfigError, match=r"6\.13, worst in a, b, c: .*allow_incons"):
        AHP(upper).fit(FIVE[:, :3], ["a", "b", "c"])
    found = AHP(upper, allow_inconsistent=True).fit(FIVE[:, :3], ["a", "b", "c"])
    assert found.weights_ == pytest.approx([1 / 3] * 3)
    assert found.findings()["lambda_max"] == pytest.approx(10.1111, abs=5e-5)
    assert found.findings()["consistency_ratio"] == pytest.approx(6.13, abs=5e-3)
    assert "worst in a, b, c" in found.warnings_[0]


def test_the_other_table_can_be_asked_for():
    whole = [AHP([[3, 4], [2]], ri_table=t) for t in ("saaty", "alonso_lamata")]
    ratios = [a.fit(FIVE[:, :3], list("abc")).consistency_ratio_ for a in whole]
    assert ratios[1] == pytest.approx(ratios[0] * 0.58 / 0.5247)
