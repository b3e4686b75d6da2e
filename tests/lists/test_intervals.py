import numpy as np
import pytest

from patronage.lists.intervals import difference_of_means, difference_of_shares


def ones(k, n):
    return np.repeat([1.0, 0.0], [k, n - k])


@pytest.mark.parametrize(
    ("treated", "control", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_shares_differ_as_in_newcombe_1998_table_ii(treated, control, low, high):
    found = difference_of_shares(ones(*treated), ones(*control))
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.value == pytest.approx(
        treated[0] / treated[1] - control[0] / control[1]
    )


def test_means_differ_as_in_student_s_sleep_data():
    """R: t.test(extra ~ group, data = sleep) is Welch's."""
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = difference_of_means(first, second)
    assert (found.treated, found.control) == pytest.approx((0.75, 2.33))
    assert (found.low, found.high) == pytest.approx((-3.3654832, 0.2054832))


def test_the_other_way_round_the_interval_is_its_mirror():
    rng = np.random.default_rng(5)
    a, b = rng.normal(1, 2, 30), rng.normal(0, 1, 50)
    there, back = difference_of_means(a, b), difference_of_means(b, a)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@pytest.mark.parametrize("size", [0, 1])
def test_too_few_have_no_interval(size):
    found = difference_of_means(np.ones(5) * [1, 2, 3, 4, 5], np.ones(size))
    assert np.isnan([found.low, found.high]).all()


def test_means_that_never_vary_have_none_and_shares_do():
    same = np.ones(20)
    assert np.isnan(difference_of_means(same, same).low)
    assert difference_of_shares(same, same).low < 0
    assert np.isnan(difference_of_shares(same, same[:0]).low)


def test_an_interval_holds_the_truth_nineteen_times_in_twenty():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(1_000):
        treated, control = rng.exponential(3, 80) + 0.5, rng.exponential(3, 40)
        found = difference_of_means(treated, control)
        held += found.low <= 0.5 <= found.high
    assert held / 1_000 == pytest.approx(0.95, abs=0.02)
