import numpy as np
import pytest

from patronage.weights import Critic

NAMES = ["price", "storage", "camera", "looks"]
PHONES = np.array(
    [
        [-250, 16, 12, 5],
        [-200, 16, 8, 3],
        [-300, 32, 16, 4],
        [-275, 32, 8, 4],
        [-225, 16, 16, 2],
    ],
    dtype=float,
)


def test_numbers_of_the_phones_with_price_as_a_cost():
    found = Critic().fit(PHONES, NAMES)
    expected = [0.3952847, 0.5477226, 0.5, 0.3800585]
    assert found.contrast_ == pytest.approx(expected, abs=5e-8)
    expected = [1.8724452, 1.9420977, 1.7677461, 1.3126111]
    assert found.information_ == pytest.approx(expected, abs=5e-8)
    expected = [0.2715696, 0.2816716, 0.2563846, 0.1903742]
    assert found.weights_ == pytest.approx(expected, abs=5e-8)


def test_neither_units_nor_what_is_added_matter():
    whole = Critic().fit(PHONES, NAMES).weights_
    other = PHONES * [0.01, 8, 1, 5] + [7, 0, -3, 100]
    assert Critic().fit(other, NAMES).weights_ == pytest.approx(whole)


def test_a_constant_has_no_weight_and_counts_as_uncorrelated():
    table = np.c_[PHONES, np.full(5, 3.0)]
    found = Critic().fit(table, [*NAMES, "same"])
    without = Critic().fit(PHONES, NAMES)
    assert found.weights_[4] == 0
    more = found.information_[:4] - without.information_
    assert more == pytest.approx(without.contrast_)


@pytest.mark.parametrize("rows", [PHONES[:1], PHONES[:0], np.ones((3, 4))])
def test_customers_who_do_not_differ_give_equal_weights_and_a_warning(rows):
    found = Critic().fit(rows, NAMES)
    assert found.weights_.tolist() == [0.25] * 4
    assert "no indicator varies" in found.warnings_[0]


def test_indicators_that_say_the_same_weigh_alike_with_a_warning():
    found = Critic().fit(PHONES[:, [1, 1, 1]], list("abc"))
    assert found.weights_ == pytest.approx([1 / 3] * 3)
    assert "repeat each other" in found.warnings_[0]


def test_a_single_indicator_has_all_the_weight():
    found = Critic().fit(PHONES[:, :1], ["price"])
    assert (found.weights_.tolist(), found.warnings_) == ([1.0], [])
