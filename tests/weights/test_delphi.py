import numpy as np
import pytest

from patronage.errors import QualityError
from patronage.weights import check_panel, convergence, round_feedback
from tests.weights.panels import ITEMS, five, panel

SPREAD = {"a": [10, 0, 5], "b": [20, 0, 5], "c": [30, 0, 5], "d": [60, 0, 5]}


def test_the_panel_hears_mean_median_and_quartiles():
    first = round_feedback(panel(SPREAD)).iloc[0]
    assert first["item"] == "value"
    assert (first["n"], first["mean"], first["median"]) == (4, 30, 25)
    assert (first["q1"], first["q3"], first["iqr"]) == (17.5, 37.5, 20)


def test_change_is_that_of_the_mean_since_the_round_before():
    told = round_feedback(panel(SPREAD, {**SPREAD, "d": [20, 4, 5]}))
    assert told["item"].tolist() == ITEMS * 2
    assert told["round"].tolist() == [1] * 3 + [2] * 3
    assert told["change"].tolist()[3:] == [-10, 1, 0]
    assert told["change"][:3].isna().all()


def test_an_item_may_be_left_open_by_a_panel_of_customers():
    scores = panel(five(80, 50), {**five(80, 50), "e0": [80]})
    told = round_feedback(scores)
    assert told["n"].tolist() == [5, 5, 5, 4]
    assert convergence(scores, scale=(0, 100))["kendall_w"].tolist() == [1, 1]


def test_rows_in_another_order_say_the_same():
    scores = panel(five(80, 50, 20), {**five(80, 50, 20), "e1": [70, 75, 10]})
    mixed = scores.sample(frac=1, random_state=1)
    one, other = (convergence(s, scale=(0, 100)) for s in (scores, mixed))
    assert one.round(12).equals(other.round(12))


def test_a_panel_of_one_mind_has_converged_in_its_second_round():
    told = convergence(panel(five(80, 50, 20), five(80, 50, 20)), scale=(0, 100))
    assert told["converged"].tolist() == [False, True]
    assert told["kendall_w"].tolist() == [1, 1]
    assert told["mean_cv"].tolist() == [0, 0]
    assert np.isnan(told["mean_move"][0])
    assert told["mean_move"][1] == 0


def test_moves_are_a_share_of_the_scale():
    scores = panel(five(80, 50, 20), five(74, 50, 20))
    assert convergence(scores, scale=(0, 100))["mean_move"][1] == pytest.approx(0.02)
    assert convergence(scores, scale=(0, 200))["mean_move"][1] == pytest.approx(0.01)


def test_experts_who_swap_sides_have_not_converged():
    sides = [{**five(80, 50, 20), "e0": [100, 50, 20], "e1": [60, 50, 20]}]
    sides += [{**five(80, 50, 20), "e0": [60, 50, 20], "e1": [100, 50, 20]}]
    moved = convergence(panel(*sides), scale=(0, 100))["mean_move"][1]
    assert round_feedback(panel(*sides))["change"][3:].tolist() == [0, 0, 0]
    assert moved == pytest.approx(2 * 0.4 / 15)
    assert not convergence(panel(*sides), scale=(0, 100))["converged"][1]


def test_who_has_left_has_not_moved():
    second = {name: [60, 50, 20] for name in ("e0", "e1", "e2", "e3", "e4")}
    told = convergence(panel(five(80, 50, 20, n=7), second), scale=(0, 100))
    assert told["experts"].tolist() == [7, 5]
    assert told["mean_move"][1] == pytest.approx(0.2 / 3)


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({**five(52, 50, 48), "e0": [48, 50, 52], "e1": [48, 50, 52]}, "kendall_w"),
        ({f"e{k}": [8 + 4 * k, 5 + k, k] for k in range(5)}, "mean_cv"),
    ],
)
def test_each_condition_can_hold_a_panel_back(second, why):
    last = convergence(panel(second, second), scale=(0, 100)).iloc[-1]
    kept = {"kendall_w": last["kendall_w"] >= 0.7, "mean_cv": last["mean_cv"] <= 0.25}
    assert [name for name, holds in kept.items() if not holds] == [why]
    assert last["mean_move"] == 0
    assert not last["converged"]


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        (panel(five(1, 2, 3, n=4)), "5 experts or more in each round; round 1 has 4"),
        (panel(five(1, 2, 3), five(1, 2, 3, n=3)), "round 2 has 3"),
        (panel(five(1, 2, 3), {}, five(1, 2, 3)), "one after the other; got 1, 3"),
        (panel(*[five(1, 2, 3)] * 5), "1 to 4 at most, .* got 1, 2, 3, 4, 5"),
        (panel(), "got none"),
    ],
)
def test_a_panel_that_cannot_be_is_one_sentence(scores, words):
    with pytest.raises(QualityError, match=words):
        check_panel(scores)
