import math

import numpy as np

from tests.compare.gates.populations import side


def test_a_segment_without_customers_has_the_size_0():
    assert side([0, 0, 1, -1], n_segments=4).sizes.tolist() == [2, 1, 0, 0]


def test_what_was_not_measured_is_unknown():
    one = side([0, 1], metrics={"stability/ari": 0.5})
    assert one.measured("stability/ari") == 0.5
    assert math.isnan(one.measured("quality/silhouette"))
    assert math.isnan(one.kotler)


def test_criteria_met_are_told_of_those_that_were_judged():
    one = side(np.arange(2), metrics={"kotler/met": 3.0, "kotler/judged": 4.0})
    assert one.kotler == 0.75
    none = side(np.arange(2), metrics={"kotler/met": 0.0, "kotler/judged": 0.0})
    assert math.isnan(none.kotler)
