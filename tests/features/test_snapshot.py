import pytest

from patronage.errors import ConfigError, QualityError
from patronage.features import snapshots

LEDGER = {"first_day": "2017-01-01", "last_day": "2017-12-31"}


def settle(as_of, horizon=90):
    return snapshots(as_of, LEDGER, window_days=365, horizon_days=horizon)[-1]


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
        (
            "03/04/2017",
            ConfigError,
            "such as monthly:2017-03..2017-12; got '03/04/2017'",
        ),
        ("today", ConfigError, "such as monthly:2017-03..2017-12; got 'today'"),
        ("2017", ConfigError, "such as monthly:2017-03..2017-12; got '2017'"),
        ("", ConfigError, "such as monthly:2017-03..2017-12; got ''"),
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


def test_several_days_are_settled_in_order_and_once():
    days = snapshots(
        ["2017-06-30", "2017-03-31", "2017-06-30"],
        LEDGER,
        window_days=90,
        horizon_days=60,
    )
    assert [day.settings["as_of"] for day in days] == ["2017-03-31", "2017-06-30"]
    assert [day.observed_days for day in days] == [90, 181]


def test_every_day_of_a_range_must_lie_in_the_ledger():
    with pytest.raises(ConfigError, match=r"after the data: .* got 2018-01-31"):
        settle("monthly:2017-11..2018-01")


def test_a_source_without_transactions_needs_a_day():
    bare = {"first_day": "", "last_day": ""}
    with pytest.raises(ConfigError, match="should be given for a source without"):
        snapshots(None, bare, window_days=90, horizon_days=60)
    (day,) = snapshots("2017-06-30", bare, window_days=90, horizon_days=60)
    assert not day.has_outcomes


def test_a_source_without_transactions_may_declare_its_day():
    declared = {"first_day": "2017-06-30", "last_day": "2017-06-30"}
    (day,) = snapshots(None, declared, window_days=90, horizon_days=60)
    assert day.settings["as_of"] == "2017-06-30"


def test_without_a_horizon_nothing_follows():
    assert not settle("2017-06-01", horizon=0).has_outcomes
