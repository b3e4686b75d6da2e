import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import QualityError
from patronage.ragged import Ragged, n_log_n, ratio


def ragged(*customers: list[int]) -> Ragged:
    counts = [len(rows) for rows in customers]
    values = np.array([v for rows in customers for v in rows], dtype=np.int64)
    return Ragged(values, np.concatenate(([0], np.cumsum(counts))).astype(np.int64))


worlds = st.lists(st.lists(st.integers(-50, 50), max_size=9), min_size=1, max_size=9)


@given(worlds)
def test_reductions_equal_plain_python(rows):
    r = ragged(*rows)
    assert r.sum().tolist() == [sum(c) for c in rows]
    assert r.count_distinct().tolist() == [len(set(c)) for c in rows]
    assert r.gaps().values.tolist() == [
        b - a for c in rows for a, b in itertools.pairwise(c)
    ]
    for got, oracle in [
        (r.max(), max),
        (r.first(), lambda c: c[0]),
        (r.last(), lambda c: c[-1]),
        (r.mean(), np.mean),
        (r.median(), np.median),
    ]:
        expected = [oracle(c) if c else np.nan for c in rows]
        np.testing.assert_allclose(got, expected)


@given(worlds)
def test_tally_counts_each_value(rows):
    tally = ragged(*rows).tally()
    keys = [sorted(set(c)) for c in rows]
    assert tally.keys.values.tolist() == [k for c in keys for k in c]
    assert tally.counts.values.tolist() == [
        c.count(k) for c, found in zip(rows, keys, strict=True) for k in found
    ]


@given(worlds)
def test_a_customer_has_the_same_bits_alone_and_among_others(rows):
    def measures(r: Ragged) -> np.ndarray:
        tally = r.tally()
        return np.array([r.mean(), r.cv(), tally.entropy(), tally.herfindahl()])

    together = measures(ragged(*rows))
    alone = np.hstack([measures(ragged(customer)) for customer in rows])
    assert together.tobytes() == alone.tobytes()


def test_entropy_of_even_shares_is_the_log_of_their_number():
    even = ragged([1, 2, 3, 4], [7, 7], []).tally()
    np.testing.assert_allclose(even.entropy(), [math.log(4), 0, np.nan])
    np.testing.assert_allclose(even.herfindahl(), [0.25, 1, np.nan])
    np.testing.assert_allclose(even.largest_share(), [0.25, 1, np.nan])


def test_a_tally_adds_weights():
    r = ragged([1, 2, 1], [5])
    tally = r.tally(np.array([10, 20, 30, 40]))
    assert tally.counts.values.tolist() == [40, 20, 40]


def test_cv_is_the_sample_deviation_over_the_mean():
    expected = np.std([1, 2, 6], ddof=1) / 3
    np.testing.assert_allclose(ragged([1, 2, 6], [4]).cv(), [expected, np.nan])


def test_where_and_only_keep_rows_and_customers():
    r = ragged([1, 2], [3], [4, 5])
    some = r.where(np.array([True, False, False, True, True]))
    assert some.counts.tolist() == [1, 0, 2]
    fewer = r.only(np.array([False, True, True]))
    assert fewer.values.tolist() == [3, 4, 5]
    assert fewer.counts.tolist() == [1, 2]


def test_n_log_n_is_zero_for_nothing():
    assert n_log_n(np.array([0, 1, 3])).tolist() == [0, 0, 3 * math.log(3)]


def test_ratio_of_nothing_is_missing():
    np.testing.assert_array_equal(ratio([1, 0], [0, 0]), [np.nan, np.nan])


def test_a_sum_that_might_wrap_is_refused():
    with pytest.raises(QualityError, match="should fit in 64 bits"):
        ragged([2**62, 2**62]).sum()


def test_cv_of_large_numbers_does_not_wrap():
    large = [4 * 10**9, 4 * 10**9 + 1, 2 * 10**9]
    expected = np.std(large, ddof=1) / np.mean(large)
    np.testing.assert_allclose(ragged(large).cv(), [expected])


def test_sums_of_money_are_exact():
    cents = [10**15 + 1, 1, -(10**15)]
    assert ragged(cents).sum().tolist() == [2]


@pytest.mark.parametrize("customers", [[], [[]]])
def test_nobody_and_nothing_are_fine(customers):
    empty = ragged(*customers)
    assert empty.sum().tolist() == [0] * len(customers)
    assert len(empty.tally().entropy()) == len(customers)
