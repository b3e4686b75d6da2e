import numpy as np

from patronage.features.marks import count
from patronage.ragged import Ragged


def test_marks_are_counted_for_each_customer():
    rows = Ragged(np.arange(4), np.array([0, 3, 3, 4]))
    marked = count(rows, np.array([True, False, True, True]))
    assert marked.tolist() == [2, 0, 1]
    assert marked.dtype == np.float64
