import numpy as np
from worlds import day

from patronage.features.points.lots import Lots
from patronage.ragged import Ragged
from patronage.tally import Tally

DAYS = ["2017-01-31", "2017-03-01", "2017-01-15"]
OFFSETS = np.array([0, 2, 3])
AS_OF = day("2017-03-14")


def lots(months=24):
    days = Ragged(np.array([day(text) for text in DAYS]), OFFSETS)
    return Lots(days, days.like(np.array([100, 50, 70])), months)


def asked(*redemptions):
    """Of the first customer alone."""
    days = np.array([day(text) for text, _ in redemptions], np.int64)
    counts = np.array([points for _, points in redemptions], np.int64)
    rows = Ragged(counts, np.array([0, len(counts), len(counts)]))
    return Tally(rows, days)


def test_the_oldest_points_go_first():
    settled = lots().settle(asked(("2017-03-02", 120)), AS_OF)
    assert settled.left.values.tolist() == [0, 30, 70]
    assert settled.redeemed.tolist() == [120, 0]
    assert settled.age(AS_OF).tolist() == [13, 58]


def test_points_are_not_redeemed_before_they_are_earned():
    settled = lots().settle(asked(("2017-02-28", 120), ("2017-03-01", 10)), AS_OF)
    assert settled.redeemed.tolist() == [110, 0]
    assert settled.balance.tolist() == [40, 70]


def test_points_expire_on_the_same_day_of_the_month():
    short = lots(months=1)
    assert short.settle(asked(), day("2017-02-14")).balance.tolist() == [150, 70]
    assert short.settle(asked(), day("2017-02-15")).balance.tolist() == [150, 0]
    gone = short.settle(asked(("2017-02-28", 90)), AS_OF)
    assert gone.redeemed.tolist() == [0, 0]


def test_what_was_redeemed_does_not_expire_again():
    settled = lots(months=1).settle(asked(("2017-02-01", 60)), AS_OF)
    assert settled.redeemed.tolist() == [60, 0]
    assert settled.balance.tolist() == [50, 0]


def test_points_that_are_fresh_may_have_been_redeemed():
    assert lots(months=1).fresh(AS_OF).tolist() == [50, 0]
