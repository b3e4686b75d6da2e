import numpy as np
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.errors import ConfigError
from patronage.features.wallet import wallet_share

SPEND = [{"day": "2017-01-01", "amount": 6000}, {"day": "2017-02-28", "amount": 6000}]
ROWS = dict.fromkeys("abcde", SPEND)


def share(*declared: float, field: str = "wallet"):
    batch = batch_of(
        ROWS,
        units=Units(money=100),
        attributes={"wallet": np.array(declared)},
        registered=np.ones(5, dtype=bool),
    ).at(day("2017-03-01"), 365)
    return wallet_share(batch, field)


def test_spend_a_month_is_held_against_what_was_declared():
    assert share(120, 60, 600, 1, 60)[:3] == pytest.approx([0.5, 1, 0.1])


def test_nobody_spends_here_more_than_all():
    assert share(1, 59, 59, 59, 59).max() == 1


def test_who_declared_nothing_has_no_share():
    assert np.isnan(share(np.nan, 0, -5, 60, 60)).tolist() == [1, 1, 1, 0, 0]


def test_a_field_that_the_source_lacks_is_refused():
    with pytest.raises(ConfigError, match="'wallet_field' should be a numeric"):
        share(1, 1, 1, 1, 1, field="walet")
