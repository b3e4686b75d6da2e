import numpy as np
from worlds import batch_of, day

from patronage.features.points.events import points_of, told
from patronage.ragged import Ragged

BOUGHT = {"ann": [{"day": "2017-01-01"}], "bob": [{"day": "2017-01-01"}]}
EVENTS = {
    "at_day": [day(f"2017-02-0{i}") for i in (3, 3, 1, 2, 9, 4)],
    "kind": [0, 0, 0, 1, 0, 0],
    "value": [2.9, 3.0, 5.0, 7.0, np.nan, -4.0],
}


def batch(*columns):
    offsets = np.array([0, 5, 6])
    events = {name: Ragged(np.array(EVENTS[name]), offsets) for name in columns}
    levels = {"events.kind": ("bonus", "visit")}
    made = batch_of(BOUGHT, events=events, levels=levels)
    return made.at(day("2017-03-01"), 30)


def test_whole_points_of_one_kind_are_added_by_day():
    found = points_of(batch(*EVENTS), "bonus")
    assert found.keys.values.tolist() == [day("2017-02-01"), day("2017-02-03")]
    assert found.counts.values.tolist() == [5, 5]
    assert found.n.tolist() == [10, 0]


def test_a_kind_that_never_happened_has_no_points():
    assert points_of(batch(*EVENTS), "gift").n.tolist() == [0, 0]


def test_events_without_values_tell_of_no_points():
    assert told(batch(*EVENTS), "bonus")
    assert not told(batch(*EVENTS), "gift")
    assert not told(batch("at_day", "kind"), "bonus")
