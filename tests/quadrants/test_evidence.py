import numpy as np
import pandas as pd
import pytest

from patronage.errors import QualityError
from patronage.quadrants.evidence import check_counts, distinct, evenly, evidence


def test_distinct_rows_give_back_the_columns():
    rng = np.random.default_rng(4)
    k, n = rng.integers(0, 4, (2, 300)) + 0.0
    (few_k, few_n), place = distinct([k, n])
    assert len(few_k) == 16
    assert np.array_equal(few_k[place], k)
    assert np.array_equal(few_n[place], n)


def test_even_rows_do_not_depend_on_the_order_or_the_repetition_of_all():
    rng = np.random.default_rng(7)
    values = rng.normal(size=1000)
    (few,) = evenly([values], 90)
    (shuffled,) = evenly([rng.permutation(values)], 90)
    (twice,) = evenly([np.repeat(values, 2)], 90)
    assert few.tolist() == shuffled.tolist() == twice.tolist()


def test_who_could_show_nothing_has_shown_0_of_1():
    k, n = evidence(np.array([2.0, np.nan, 0]), np.array([5.0, 3, 0]))
    assert k.tolist() == [2, 0, 0]
    assert n.tolist() == [5, 1, 1]


def test_counts_are_0_or_more_or_not_known():
    check_counts(pd.DataFrame({"k": [0.0, np.nan, 7]}), ("k",))
    for wrong in (-1.0, np.inf, -np.inf):
        with pytest.raises(QualityError, match="'k' should be"):
            check_counts(pd.DataFrame({"k": [0.0, wrong]}), ("k",))
