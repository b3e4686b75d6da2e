import pandas as pd
import pytest

from patronage.features.lifetime.clock import WEEKS, cycles_of


def test_days_are_read_as_weeks():
    table = pd.DataFrame([[2.0, 70, 140]], columns=list(WEEKS.history))
    assert WEEKS.read(table, WEEKS.history).tolist() == [[2, 10, 20]]
    assert WEEKS.periods(365) == pytest.approx(365 / 7)


def test_cycles_are_whole():
    clock = cycles_of(14)
    table = pd.DataFrame([[2.0, 5, 9]], columns=list(clock.history))
    assert clock.read(table, clock.history).tolist() == [[2, 5, 9]]
    assert clock.periods(365) == 26


def test_a_year_of_periods_is_discounted_as_a_year():
    assert (1 + WEEKS.rate(0.12)) ** 52 == pytest.approx(1.12)
    assert (1 + cycles_of(14).rate(0.12)) ** 26 == pytest.approx(1.12)
