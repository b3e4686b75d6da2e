import numpy as np

from patronage.tallied import quotient, tallied

COLUMN = np.array([3.0, 1, 3, 0])


def test_sums_are_those_of_the_column():
    column = tallied(COLUMN)
    assert column.numbers.tolist() == [0, 1, 3]
    assert (column.size, column.total, column.squares) == (4, 7, 19)
    assert column.sum(np.exp2) == np.exp2(COLUMN).sum()


def test_the_order_of_the_column_does_not_matter():
    assert tallied(COLUMN[::-1]).sum(np.sqrt) == tallied(COLUMN).sum(np.sqrt)


def test_nothing_has_no_mean():
    nothing = tallied(np.empty(0))
    assert nothing.size == 0
    assert np.isnan(quotient(nothing.total, nothing.size))
