import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.playbooks import WhatIf, multiple


@pytest.mark.parametrize(
    ("kept", "discount", "percent"),
    [
        (0.5, 0.10, 20.0),
        (0.6, 0.10, 20.4),
        (0.7, 0.10, 22.4),
        (0.8, 0.10, 27.5),
        (0.85, 0.10, 32.4),
        (0.9, 0.10, 40.7),
        (0.8, 0.0, 41.7),
        (0.9, 0.0, 111.1),
    ],
)
def test_five_points_more_are_worth_what_is_published(kept, discount, percent):
    grown = multiple(kept + 0.05, discount) / multiple(kept, discount) - 1
    assert 100 * grown == pytest.approx(percent, abs=0.05)


def segments(**changes):
    usual = {"segment": [0], "customers": [10], "retention": [0.8], "margin": [100.0]}
    return pd.DataFrame(usual | changes)


def test_the_change_is_that_of_the_value_to_come():
    row = WhatIf(points=0.05, discount=0.10)(segments()).iloc[0]
    assert row["value_before"] == pytest.approx(100 * 0.8 / 0.3)
    assert row["change"] == pytest.approx(340 - 80 / 0.3)
    assert row["relative_change"] == pytest.approx(0.275)


def test_at_the_break_even_cost_nothing_is_won():
    cost = WhatIf()(segments())["break_even_cost"].iloc[0]
    paid = WhatIf(programme_cost=cost)(segments())
    assert paid["net_gain"].iloc[0] == pytest.approx(0)


def test_nobody_is_kept_more_often_than_always():
    table = WhatIf(points=0.05)(segments(retention=[0.97]))
    assert not table["possible"].iloc[0]
    assert np.isnan(table["change"].iloc[0])


def test_the_ratio_of_new_to_kept_is_given_never_assumed():
    assert np.isnan(WhatIf(programme_cost=2)(segments())["new_to_kept"].iloc[0])
    told = WhatIf(programme_cost=2, acquisition_cost=18)(segments())
    assert told["new_to_kept"].iloc[0] == 9


def test_points_that_are_no_share_are_refused():
    with pytest.raises(ConfigError, match="points should be a share"):
        WhatIf(points=5)


@pytest.mark.filterwarnings("error")
def test_where_nobody_was_kept_the_change_has_no_share():
    lost = pd.DataFrame(
        {"segment": [0], "customers": [9], "retention": [0.0], "margin": [50.0]}
    )
    (row,) = WhatIf()(lost).to_dict("records")
    assert row["change"] > 0
    assert np.isnan(row["relative_change"])
