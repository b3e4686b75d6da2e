import numpy as np
import pytest

from patronage.features.trend import annual_log_trend
from patronage.ragged import Ragged
from patronage.tally import Tally


def trend(oldest_first: list[int]) -> float:
    offsets = np.array([0, len(oldest_first)])
    sums = Ragged(np.array(oldest_first), offsets)
    months = np.arange(len(oldest_first))[::-1]
    return float(annual_log_trend(Tally(sums, months))[0])


def test_doubling_every_month_grows_by_twelve_ln_two_a_year():
    assert trend([1, 2, 4, 8]) == pytest.approx(np.log(2) * 365.25 / 30)


def test_one_outlier_does_not_move_it():
    assert trend([100, 100, 100, 9000, 100, 100, 100]) == 0


def test_two_months_are_no_trend():
    assert np.isnan(trend([1, 0, 2]))


def test_months_without_purchase_do_not_count():
    assert trend([1, 0, 4, 0, 16]) == pytest.approx(np.log(2) * 365.25 / 30)
