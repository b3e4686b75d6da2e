import numpy as np
import pytest
from worlds import batch_of, day

from patronage.features.lifetime.cycles import cycle_counts

START = np.datetime64("2023-01-02")


def counted(days, *, as_of, observed=0):
    rows = [{"day": str(START + d)} for d in days]
    end = day(str(START + as_of))
    batch = batch_of({"ann": rows}).at(end, 360, observed)
    return {name: values[0] for name, values in cycle_counts(batch, 7).items()}


def test_a_day_early_or_late_stays_in_its_week():
    found = counted([0, 7, 13, 22, 28], as_of=31)
    names = ("lifetime_cycles_x", "lifetime_cycles_t_x", "lifetime_cycles_n")
    assert [found[name] for name in names] == [4, 4, 4]


def test_two_purchases_of_one_cycle_are_one():
    assert counted([0, 7, 8], as_of=40)["lifetime_cycles_x"] == 1


@pytest.mark.parametrize(("as_of", "complete"), [(9, 0), (10, 1), (16, 1), (17, 2)])
def test_a_cycle_counts_when_it_is_complete(as_of, complete):
    found = counted([0, 7], as_of=as_of)
    assert (found["lifetime_cycles_n"], found["lifetime_cycles_x"]) == (
        complete,
        min(complete, 1),
    )


def test_the_holdout_are_the_cycles_after_the_cut():
    found = counted([0, 7, 14, 28, 35], as_of=45, observed=80)
    assert found["holdout_calibration_cycles_n"] == 3
    assert found["holdout_calibration_cycles_x"] == 2
    assert found["holdout_calibration_cycles_t_x"] == 2
    assert (found["lifetime_cycles_n"], found["holdout_cycles_x"]) == (6, 2)


def test_even_gaps_do_not_vary():
    assert counted([0, 7, 14, 21], as_of=30)["lifetime_gap_cv"] == 0
    assert np.isnan(counted([0, 7], as_of=30)["lifetime_gap_cv"])


def test_who_came_after_the_cut_calibrates_nothing():
    found = counted([0], as_of=10, observed=80)
    assert found["lifetime_cycles_n"] == 1
    assert np.isnan(found["holdout_calibration_cycles_n"])
    assert np.isnan(found["holdout_cycles_x"])
