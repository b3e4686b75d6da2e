import numpy as np
from sklearn.utils.estimator_checks import parametrize_with_checks

from patronage.quadrants import Quadrants
from patronage.quadrants.corners import corners


@parametrize_with_checks([Quadrants()])
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def test_four_corners_fall_in_four_quadrants():
    points = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    assert Quadrants().fit_predict(points).tolist() == [0, 1, 2, 3]


def test_a_row_that_lacks_an_axis_is_in_no_corner():
    fitted = Quadrants().fit(np.array([[0.0, 0.0], [1.0, 1.0]]))
    rows = np.array([[np.nan, 1.0], [1.0, np.nan]])
    assert fitted.predict(rows).tolist() == [-1, -1]
    assert corners(rows, fitted.cuts_).tolist() == [-1, -1]
