import numpy as np
import pytest
from scipy.stats import beta

from patronage.compare.transitions import (
    agreement,
    bowker,
    credible,
    kappa,
    row_shares,
    shorrocks,
    stationary,
)

OVERLAP = np.array([[50, 2, 1], [3, 40, 10], [0, 12, 38]])


def test_agreement_and_kappa_are_those_of_the_published_overlap():
    assert agreement(OVERLAP) == pytest.approx(0.8205128, abs=1e-7)
    assert kappa(OVERLAP) == pytest.approx(0.7306198, abs=1e-7)


def test_customers_who_all_stay_agree_beyond_chance():
    assert kappa(np.diag([3, 4])) == 1


def test_one_state_agrees_by_chance_alone_and_nobody_by_nothing():
    assert kappa(np.array([[7, 0], [0, 0]])) is None
    assert kappa(np.zeros((2, 2), int)) is None
    assert agreement(np.zeros((2, 2), int)) is None


def test_states_that_nobody_was_in_have_no_shares():
    shares = row_shares(np.array([[1, 3], [0, 0]]))
    assert shares[0].tolist() == [0.25, 0.75]
    assert np.isnan(shares[1]).all()


def test_mobility_counts_by_hand():
    assert shorrocks(np.array([[0.8, 0.2], [0.4, 0.6]])) == pytest.approx(0.6)
    assert shorrocks(np.eye(4)) == 0
    assert shorrocks(np.full((4, 4), 0.25)) == pytest.approx(1)


def test_mobility_is_of_the_states_that_somebody_was_in():
    shares = row_shares(np.array([[8, 2, 0], [4, 6, 0], [0, 0, 0]]))
    assert shorrocks(shares) == pytest.approx(0.6)
    assert shorrocks(row_shares(np.array([[5, 5], [0, 0]]))) is None


def test_intervals_are_those_of_jeffreys_and_hold_the_share():
    low, high = credible(np.array([[8, 2], [0, 0]]))
    assert low[0] == pytest.approx(beta.ppf(0.025, [8.5, 2.5], [2.5, 8.5]))
    assert low[0, 0] < 0.8 < high[0, 0]
    assert np.isnan(low[1]).all()
    assert np.isnan(high[1]).all()


def test_in_a_row_of_many_states_the_others_share_the_prior():
    low, _ = credible(np.array([[8, 2, 0, 0]]))
    assert low[0, 0] == pytest.approx(beta.ppf(0.025, 8.5, 2 + 1.5))


def test_ever_more_customers_narrow_the_interval():
    (few, many) = (np.subtract(*credible(n * OVERLAP)[::-1]) for n in (1, 100))
    assert (many < few).all()


def test_symmetry_by_hand():
    found = bowker(OVERLAP)
    assert found.statistic == pytest.approx(1 / 5 + 1 / 1 + 4 / 22)
    assert found.df == 3
    assert found.p_value == pytest.approx(0.7098, abs=1e-4)


def test_pairs_between_which_nobody_moved_are_no_evidence():
    found = bowker(np.array([[5, 9, 0], [1, 5, 0], [0, 0, 5]]))
    assert found == (pytest.approx(6.4), 1, pytest.approx(0.01141, abs=1e-5))
    assert bowker(np.diag([1, 2])) is None


def test_where_customers_end_up_if_they_go_on_like_this():
    ends = stationary(np.array([[0.8, 0.2], [0.4, 0.6]]))
    assert ends == pytest.approx([2 / 3, 1 / 3])


def test_states_that_do_not_reach_each_other_have_no_end():
    assert stationary(np.array([[1.0, 0.0], [0.5, 0.5]])) is None
    assert stationary(np.array([[0.5, 0.5], [np.nan, np.nan]])) is None
    assert stationary(np.eye(2)) is None


def test_states_that_take_turns_have_an_end_too():
    assert stationary(np.array([[0.0, 1.0], [1.0, 0.0]])) == pytest.approx([0.5, 0.5])
