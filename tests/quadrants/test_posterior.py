import numpy as np
import pytest

from patronage.quadrants.posterior import Posterior, joined, nothing, posterior

LOW, HIGH = np.float32(0.2), np.float32(0.8)


def drawn(*rows):
    return np.array(rows, dtype=np.float32)


def test_probabilities_count_the_draws_in_each_quadrant():
    first = drawn([LOW, LOW, HIGH, HIGH])
    second = drawn([LOW, HIGH, LOW, HIGH])
    found = posterior([first, second], [np.full(4, 0.5)] * 2)
    assert found.probability.tolist() == [[0.25] * 4]
    certain = posterior([first[:, 3:], second[:, 3:]], [np.full(1, 0.5)] * 2)
    assert certain.probability.tolist() == [[0, 0, 0, 1]]


def test_each_draw_meets_its_own_cut():
    half = drawn([0.5, 0.5, 0.5, 0.5])
    cuts = np.array([0.4, 0.4, 0.4, 0.6])
    found = posterior([half, half], [cuts, np.full(4, 0.4)])
    assert found.probability.tolist() == [[0, 0.25, 0, 0.75]]


def test_a_score_at_the_cut_is_high_also_where_rounding_would_part_them():
    at = drawn([0.1])
    found = posterior([at, at], [np.array([0.1])] * 2)
    assert found.probability.tolist() == [[0, 0, 0, 1]]


def test_who_lacks_an_axis_has_no_probability():
    known, absent = drawn([HIGH, HIGH]), drawn([np.nan, np.nan])
    found = posterior([known, absent], [np.full(2, 0.5)] * 2)
    assert np.isnan(found.probability).all()
    assert np.isnan(found.error).tolist() == [[False, True]]


def test_the_likeliest_quadrant_is_official_and_a_tie_leaves_the_point():
    found = Posterior(
        probability=np.array([[0.1, 0.2, 0.3, 0.4], [0.4, 0.1, 0.4, 0.1]]),
        error=np.zeros((2, 2)),
    )
    assert found.official(np.array([0, 2])).tolist() == [3, 2]
    assert found.official(np.array([0, 3])).tolist() == [3, 0]
    assert found.lead == pytest.approx([0.1, 0.0])


def test_blocks_are_joined_and_nobody_is_nothing():
    assert joined([]).probability.shape == (0, 4)
    one = Posterior(probability=np.ones((2, 4)) / 4, error=np.ones((2, 2)))
    assert joined([one, one]).error.shape == (4, 2)


def test_scores_in_their_own_units_are_compared_exactly():
    values = np.array([[16777216.0] * 2, [16777217.0] * 2])
    found = posterior([values, values], [np.full(2, 16777217.0)] * 2)
    assert found.probability.tolist() == [[1, 0, 0, 0], [0, 0, 0, 1]]


def test_equal_counts_have_equal_probabilities():
    rng = np.random.default_rng(0)
    for _ in range(200):
        counts = np.append(rng.multinomial(40, [0.5, 0.5]), [80, 80])
        place = np.repeat(np.arange(4), counts)
        axes = [drawn(place >= 2), drawn(place % 2)]
        found = posterior(axes, [np.full(200, 0.5)] * 2)
        assert found.probability[0].tolist() == (counts / 200).tolist()
        assert found.official(np.array([2])) == 2
        assert found.lead == 0


def test_three_fifths_are_three_fifths():
    for quadrant in range(4):
        place = np.repeat([quadrant, *{0, 1, 2, 3} - {quadrant}], [120, 40, 30, 10])
        axes = [drawn(place >= 2), drawn(place % 2)]
        found = posterior(axes, [np.full(200, 0.5)] * 2)
        assert found.most_likely == 0.6


def test_of_axes_that_cannot_be_measured_nothing_is_known():
    found = nothing(3)
    assert found.probability.shape == (3, 4)
    assert np.isnan(found.probability).all()
    assert np.isnan(found.error).all()
