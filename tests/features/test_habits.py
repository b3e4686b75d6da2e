import numpy as np
from worlds import batch_of, day

from patronage.features.habits import habits

CUSTOMERS = {
    "ann": [{"day": "2017-01-02"}, {"day": "2017-01-09"}, {"day": "2017-03-06"}],
    "bob": [{"day": "2017-01-04"}, {"day": "2017-01-11"}],
}


def test_habits_are_those_of_the_rows_whenever_the_window_ends():
    early, late = (
        batch_of(CUSTOMERS).at(day(end), 365).of_rows(habits, 5, True)
        for end in ("2017-02-01", "2017-02-28")
    )
    assert early.keys() == late.keys()
    for name in early:
        np.testing.assert_array_equal(early[name], late[name], err_msg=name)
    assert early["n_orders"].tolist() == [2, 2]
    assert early["interpurchase_days_mean"].tolist() == [7, 7]


def test_a_short_window_shows_no_seasons():
    rows = [{"day": f"2017-01-{n:02d}"} for n in range(1, 8)]
    batch = batch_of({"ann": rows}).at(day("2017-02-01"), 365)
    assert batch.of_rows(habits, 5, True)["season_entropy"].tolist() == [0]
    assert np.isnan(batch.of_rows(habits, 5, False)["season_entropy"]).all()
