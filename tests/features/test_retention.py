import numpy as np
import pandas as pd
import pytest

from patronage.features.retention import kaplan_meier, retention_by_segment

# Six at risk: one ends at 1; of five, one ends at 2 and one is no longer watched; of
# three, one ends at 3.
PERIODS, ENDED = [1, 2, 2, 3, 5, 5], [1, 1, 0, 1, 0, 0]


def test_survival_by_hand():
    found = kaplan_meier(PERIODS, ENDED, [0, 1, 2, 3, 9])
    by_hand = [1, 5 / 6, 5 / 6 * 4 / 5, 5 / 6 * 4 / 5 * 2 / 3, 5 / 6 * 4 / 5 * 2 / 3]
    np.testing.assert_allclose(found, by_hand)


def test_each_segment_keeps_customers_of_its_own():
    table = pd.DataFrame({"segment": "a", "periods": PERIODS, "ended": ENDED})
    stay = pd.DataFrame({"segment": "b", "periods": [20, 30], "ended": [0, 0]})
    kept = retention_by_segment(pd.concat([stay, table])).set_index("segment")
    assert kept["customers"].to_dict() == {"a": 6, "b": 2}
    assert kept["ended"].to_dict() == {"a": 3, "b": 0}
    assert kept["observed"].to_dict() == {"a": 5, "b": 12}
    assert kept["retention"].to_dict() == pytest.approx({"a": (4 / 9) ** 0.2, "b": 1})


def test_a_constant_rate_is_found_again():
    lasted = np.random.default_rng(7).geometric(0.1, 20_000)
    table = pd.DataFrame(
        {"segment": "a", "periods": np.minimum(lasted, 24), "ended": lasted <= 24}
    )
    found = retention_by_segment(table)
    assert found["retention"].item() == pytest.approx(0.9, abs=2e-3)


def test_who_has_just_come_tells_nothing_yet():
    table = pd.DataFrame({"segment": "a", "periods": [0, 0], "ended": [False, False]})
    assert np.isnan(retention_by_segment(table)["retention"].item())
