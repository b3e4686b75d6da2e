import numpy as np

from patronage.clustering import MissingValues

NAN = np.nan


def column(missing, of=20):
    return np.array([NAN] * missing + [1.0, 2.0, 3.0] + [2.0] * (of - missing - 3))


def test_what_is_missing_gets_the_median_of_the_fit():
    filled = MissingValues().fit(column(1)[:, None])
    assert filled.transform([[NAN], [9.0]]).tolist() == [[2], [9]]


def test_more_than_a_twentieth_missing_is_remembered_by_an_indicator():
    values = np.column_stack([column(1), column(2)])
    filled = MissingValues().fit(values)
    assert filled.get_feature_names_out(["a", "b"]).tolist() == ["a", "b", "b_missing"]
    assert filled.transform(values)[:3, 2].tolist() == [1, 1, 0]


def test_a_column_that_is_mostly_missing_is_dropped_with_its_reason():
    filled = MissingValues().fit(np.column_stack([column(9), column(0)]))
    assert filled.dropped_ == {0: "45% missing"}
    assert filled.get_feature_names_out(["a", "b"]).tolist() == ["b"]


def test_a_customer_of_whom_nothing_is_known_can_be_scored():
    filled = MissingValues().fit(np.column_stack([column(2), column(0)]))
    assert filled.transform([[NAN, NAN]]).tolist() == [[2, 2, 1]]
