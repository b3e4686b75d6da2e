import numpy as np

from patronage.features.marks import count
from patronage.ragged import Ragged


def test_marks_are_counted_for_each_customer():
    marks = np.array([True, False, True, True])
    marked = count(Ragged(marks, np.array([0, 3, 3, 4])))
    assert marked.tolist() == [2, 0, 1]
    assert marked.dtype == np.float64
