import math

import numpy as np
import pytest

from patronage.compare import Tolerances
from patronage.compare.gates.held import held
from tests.compare.gates.populations import side

LABELS = np.repeat([0, 1], 50)


def rulings(champion, challenger, **bounds):
    sides = (side(LABELS, metrics=metrics) for metrics in (champion, challenger))
    return {each.gate: each for each in held(*sides, Tolerances(**bounds))}


@pytest.mark.parametrize(
    ("name", "gate"), [("stability/ari", "stability"), ("quality/silhouette",) * 2]
)
@pytest.mark.parametrize(
    ("new", "passes"), [(0.5, True), (0.42, True), (0.4199, False)]
)
def test_a_challenger_may_stay_behind_by_the_tolerance(name, gate, new, passes):
    found = rulings({name: 0.44}, {name: new})
    assert found[gate.split("/")[-1]].passed is passes


def test_the_sentence_tells_both_numbers_the_loss_and_what_is_allowed():
    name = "quality/silhouette"
    ruling = rulings({name: 0.44}, {name: 0.41})["silhouette"]
    assert ruling.said.en == (
        "Silhouette 0.410 is 0.030 below the champion's 0.440; at most 0.02 is allowed."
    )
    assert ruling.said.zh == (
        "轮廓系数 0.410，比现行方案的 0.440 低 0.030；最多允许 0.02。"
    )
    assert ruling.difference == pytest.approx(-0.03)
    assert ruling.bound == -0.02


@pytest.mark.parametrize(
    ("champion", "challenger", "whose"),
    [
        ({}, {"quality/silhouette": 0.1}, "of the champion"),
        ({"quality/silhouette": 0.1}, {}, "of the challenger"),
        ({}, {}, "on either side"),
    ],
)
def test_what_is_missing_on_a_side_passes_and_it_is_said(champion, challenger, whose):
    ruling = rulings(champion, challenger)["silhouette"]
    assert ruling.passed
    assert ruling.said.en.startswith(f"Silhouette was not measured {whose}")
    assert "未测量" in ruling.said.zh
    assert math.isnan(ruling.difference)


def test_as_many_of_kotlers_criteria_must_be_met():
    four = {"kotler/met": 4.0, "kotler/judged": 5.0}
    three = {"kotler/met": 3.0, "kotler/judged": 5.0}
    assert rulings(four, four)["kotler"].passed
    assert rulings(three, four)["kotler"].passed
    assert not rulings(four, three)["kotler"].passed
