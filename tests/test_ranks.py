import numpy as np

from patronage.ranks import rank_share, reference


def test_ties_share_the_average_rank():
    values = np.array([3.0, 1.0, 3.0, 7.0])
    share = rank_share(reference(values), values)
    assert share.tolist() == [0.5, 0.125, 0.5, 0.875]


def test_values_outside_the_reference_are_placed_too():
    ordered = reference(np.array([1.0, 2.0, np.nan]))
    assert rank_share(ordered, np.array([0.0, 1.5, 9.0])).tolist() == [0, 0.5, 1]


def test_missing_stays_missing():
    assert np.isnan(rank_share(np.array([1.0]), np.array([np.nan]))).all()
