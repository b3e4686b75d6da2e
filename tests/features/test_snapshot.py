import pytest

from patronage.errors import ConfigError, QualityError
from patronage.features import snapshot

LEDGER = {"first_day": "2017-01-01", "last_day": "2017-12-31"}


def settle(as_of, horizon=90):
    return snapshot(as_of, LEDGER, window_days=365, horizon_days=horizon)


def test_the_default_leaves_room_for_the_horizon():
    assert str(settle(None)).startswith("as of 2017-10-02, window 365 days")
    assert settle(None).has_outcomes


def test_a_late_day_has_no_outcomes():
    assert not settle("2017-12-01").has_outcomes


@pytest.mark.parametrize(
    ("as_of", "error", "words"),
    [
        ("2018-01-01", ConfigError, "after the data"),
        ("2016-12-31", QualityError, "before all data"),
        ("03/04/2017", ConfigError, "such as 2017-10-02; got '03/04/2017'"),
        ("today", ConfigError, "such as 2017-10-02; got 'today'"),
        ("2017", ConfigError, "such as 2017-10-02; got '2017'"),
        ("", ConfigError, "such as 2017-10-02; got ''"),
    ],
)
def test_other_days_are_refused_in_one_sentence(as_of, error, words):
    with pytest.raises(error, match=words):
        settle(as_of)


def test_a_ledger_shorter_than_the_horizon_is_refused():
    with pytest.raises(
        QualityError, match=r"horizon_days should leave days .* got 400"
    ):
        settle(None, horizon=400)
