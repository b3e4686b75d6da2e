import numpy as np
import pytest

from patronage.features.lifetime import BGNBD, BGNBDParameters, Histories

PUBLISHED = BGNBDParameters(0.243, 4.414, 0.793, 2.426)
ONE = Histories.of([[2, 30.43, 38.86]])
NEW = Histories.of([[0, 0, 0]])


def test_cdnow_gives_the_published_parameters(cdnow):
    model = BGNBD().fit(cdnow)
    expected = BGNBDParameters(0.24259, 4.41353, 0.79289, 2.42575)
    assert vars(model.parameters_) == pytest.approx(vars(expected), rel=1e-4)
    assert model.log_likelihood_ == pytest.approx(-9582.4256, abs=1e-4)
    assert model.accepted_


def test_the_likelihood_of_given_parameters(cdnow):
    histories = Histories.of(cdnow)
    assert PUBLISHED.total(histories) == pytest.approx(-9582.42683, abs=1e-5)
    ones = BGNBDParameters(1, 1, 1, 1).total(histories)
    assert ones == pytest.approx(-13887.69466, abs=3e-5)


def test_one_customer_by_the_published_parameters():
    assert PUBLISHED.expected_purchases(NEW, 52) == pytest.approx(1.446050595)
    assert PUBLISHED.expected_purchases(ONE, 39) == pytest.approx(1.226028175)
    assert PUBLISHED.p_alive(ONE) == pytest.approx(0.726578570)


def test_cdnow_in_the_next_39_weeks(cdnow):
    model = BGNBD().fit(cdnow)
    assert model.p_alive(cdnow).mean() == pytest.approx(0.81344, abs=1e-5)
    total = model.expected_purchases(cdnow, 39).sum()
    assert total == pytest.approx(1653.42, abs=0.02)


def test_who_has_not_bought_again_is_alive_by_construction():
    never = Histories.of([[0, 0, 38.86], [0, 0, 1e6]])
    assert PUBLISHED.p_alive(never).tolist() == [1, 1]


def test_without_early_tosses_a_small_b_is_no_fault():
    small = BGNBDParameters(0.3, 5.0, 0.2, 0.1)
    some = Histories.of([[0, 0, 30], [1, 3, 30], [40, 29, 30]])
    assert np.isfinite(small.log_likelihood(some)).all()
    assert (small.expected_purchases(some, 10) > 0).all()
