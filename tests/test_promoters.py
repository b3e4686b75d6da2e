import numpy as np
import pytest

from patronage.promoters import NetPromoterScore, net_promoter_score


def test_fifty_promoters_and_twenty_detractors_of_a_hundred():
    answers = np.repeat([10.0, 9, 8, 7, 6, 0], [25, 25, 15, 15, 10, 10])
    found = net_promoter_score(answers)
    assert (found.n, found.promoters, found.detractors) == (100, 50, 20)
    assert found.score == pytest.approx(30)
    low, high = found.interval
    assert (high - low) / 2 == pytest.approx(15.31, abs=0.005)
    assert (low + high) / 2 == pytest.approx(30)


def test_all_promoters_leave_no_doubt():
    all_in = net_promoter_score(np.full(7, 10.0))
    assert (all_in.score, all_in.standard_error) == (100, 0)


def test_no_answer_no_score():
    nobody = net_promoter_score(np.array([np.nan]))
    assert nobody == NetPromoterScore(n=0, promoters=0, detractors=0)
    assert np.isnan([nobody.score, nobody.standard_error, *nobody.interval]).all()
