import numpy as np
import pytest
from worlds import batch_of, day

from patronage.features.months import full_months
from patronage.features.suspension import is_suspended, tells_suspensions
from patronage.ragged import Ragged

MARCH = full_months(day("2017-03-31"), 1)[0]


def suspended(start, length, kind="suspension"):
    events = {
        "at_day": Ragged(np.array([day(start)]), np.array([0, 1])),
        "kind": Ragged(np.array([0]), np.array([0, 1])),
        "value": Ragged(np.array([length], np.float64), np.array([0, 1])),
    }
    bought = {"ann": [{"day": "2017-01-01"}]}
    batch = batch_of(bought, events=events, levels={"events.kind": (kind,)})
    return is_suspended(batch.at(day("2017-05-01"), 90), "suspension", MARCH)[0]


@pytest.mark.parametrize(
    ("start", "length", "touches"),
    [
        ("2017-02-27", 2, False),  # till the last of February
        ("2017-02-27", 3, True),
        ("2017-03-31", 1, True),
        ("2017-04-01", 9, False),
        ("2017-03-15", 0, False),
        ("2017-03-15", np.nan, False),
    ],
)
def test_a_month_is_suspended_that_has_a_day_of_it(start, length, touches):
    assert suspended(start, length) == touches


def test_other_events_suspend_nobody():
    assert not suspended("2017-03-15", 5, kind="visit")


def test_without_events_nobody_is_known_to_be_suspended():
    batch = batch_of({"ann": [{"day": "2017-01-01"}]}).at(day("2017-05-01"), 90)
    assert not tells_suspensions(batch, "suspension")
    assert not is_suspended(batch, "suspension", MARCH).any()
