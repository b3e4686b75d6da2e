import numpy as np
import pytest

from patronage.compare.foretelling import Cells, levels

FOLD = np.array([0, 0, 1, 1, 1])
CELLS = Cells(FOLD, np.array([0, 1, 0, 0, -1]))
ONES = np.ones(5)
MONEY = np.array([1.0, 2, 10, 20, 60])


def foretold(cells=CELLS, weight=ONES, money=MONEY):
    return cells.foretold(cells.sums(weight), cells.sums(weight * money))


def test_customers_are_foretold_the_mean_of_their_segment_in_the_other_folds():
    table = foretold()
    assert table[0, 1] == 15  # segment 0, as it is in fold 1
    assert table[1, 1] == 1


def test_a_segment_that_the_others_lack_is_foretold_the_mean_of_all():
    assert foretold()[0, 2] == 30


def test_who_has_no_segment_is_foretold_the_mean_of_all():
    assert foretold()[:, 0] == pytest.approx([30, 1.5])
    assert CELLS.overall(CELLS.sums(ONES), CELLS.sums(MONEY)) == pytest.approx(
        [30, 1.5]
    )


def test_a_customers_own_money_changes_nothing_that_is_foretold_of_him():
    richer = MONEY + np.array([1000.0, 0, 0, 0, 0])
    assert foretold(money=richer)[0].tolist() == foretold()[0].tolist()


def test_a_customer_drawn_twice_counts_twice():
    twice = foretold(weight=np.array([1.0, 1, 2, 1, 1]))
    assert twice[0, 1] == pytest.approx(40 / 3)


def test_equal_forecasts_are_one_level():
    assert levels(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2, 0, 2, 1]
