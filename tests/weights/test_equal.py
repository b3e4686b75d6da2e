import numpy as np

from patronage.weights import Equal


def test_each_of_four_has_a_quarter():
    assert Equal().fit(np.zeros((0, 4)), list("abcd")).weights_.tolist() == [0.25] * 4
