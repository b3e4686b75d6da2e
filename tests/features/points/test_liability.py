import numpy as np
import pandas as pd
import pytest

from patronage.features import points_breakage, points_liability


def programme(earned, expired, balance):
    return pd.DataFrame(
        {
            "points_earned": earned,
            "points_expired": expired,
            "points_balance": balance,
        }
    )


def test_points_that_will_expire_are_not_owed():
    made = programme([600.0, 400], [100.0, 100], [300.0, 100])
    assert points_breakage(made) == 0.2
    assert points_liability(made, unit_cost=0.01) == pytest.approx(400 * 0.01 * 0.8)


def test_without_points_nothing_is_owed():
    made = programme([0.0], [0.0], [0.0])
    assert np.isnan(points_breakage(made))
    assert points_liability(made, unit_cost=0.01) == 0
