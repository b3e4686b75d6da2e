import numpy as np

from patronage.features.points.owner_days import by_owner, of_owners
from patronage.ragged import Ragged


def test_days_of_all_ascend_and_come_back():
    days = Ragged(np.array([-3, 5, 17_000, -9, 2]), np.array([0, 3, 3, 5]))
    keys = by_owner(days)
    assert (np.diff(keys) > 0).all()
    found = of_owners(keys, 3)
    assert found.values.tolist() == days.values.tolist()
    assert found.offsets.tolist() == days.offsets.tolist()
