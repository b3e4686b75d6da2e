import numpy as np
from worlds import batch_of, day

from patronage.features.points.earning import Earning
from patronage.features.points.tiers import Tiers
from patronage.ragged import Ragged

ORDERS = [{"day": "2017-02-03", "amount": 10}, {"day": "2017-02-09", "amount": 7}]


def earned(tiers, **events):
    plain = Earning(unit=1, rate=2, category_multipliers={}, tiers=tiers, bonus="bonus")
    levels = {"events.kind": ("bonus",)}
    rows = {"ann": ORDERS, "bob": [], "cat": ORDERS[:1]}
    known = np.ones(3, bool)
    batch = batch_of(rows, registered=known, levels=levels, **events)
    days, points = plain(batch.at(day("2017-03-01"), 30))
    parts = np.split(days.values, days.offsets[1:-1])
    first = day("2017-02-01")
    return [(part - first + 1).tolist() for part in parts], points.values.tolist()


def bonuses():
    columns = {
        "at_day": [day("2017-02-03"), day("2017-02-05"), day("2017-02-01")],
        "kind": [0, 0, 0],
        "value": [100.0, 1.0, 50.0],
    }
    offsets = np.array([0, 2, 3, 3])
    return {name: Ragged(np.array(v), offsets) for name, v in columns.items()}


def test_orders_earn_by_day():
    assert earned(Tiers({})) == ([[3, 9], [], [3]], [20, 14, 20])


def test_bonuses_join_the_days_of_orders():
    found = earned(Tiers({}), events=bonuses())
    assert found == ([[3, 5, 9], [1], [3]], [120, 1, 14, 50, 20])


def test_a_bonus_counts_for_the_level_and_is_not_multiplied():
    _, points = earned(Tiers({120: 3}), events=bonuses())
    assert points == [120, 1, 42, 50, 20]
