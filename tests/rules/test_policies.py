"""Official tiers: METHODS C6, for every policy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from patronage.rules import Edges, Hysteresis, Immediate, Ladder, Validity

LADDER = Ladder("volume", Edges([20.0, 10.0, 5.0], ["upper", "upper", "lower"]))
POLICIES = [Immediate(), Hysteresis(), Validity(term_months=3)]
VALUES = st.one_of(
    st.none(), st.floats(0, 30), st.sampled_from([5.0, 9.5, 10.0, 4.75, 19.0, 20.0])
)
HISTORIES = st.lists(st.lists(VALUES, min_size=6, max_size=6), min_size=1, max_size=6)


def panel(*histories):
    """Months of each customer; None: no value, so no tier."""
    days = pd.date_range("2018-01-31", periods=len(histories[0]), freq="ME")
    rows = [
        (f"c{number}", day, np.nan if value is None else value)
        for number, values in enumerate(histories)
        for day, value in zip(days, values, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["customer_id", "as_of", "value"])
    return table.assign(segment=LADDER.edges.place(table["value"].to_numpy(float)))


def official(policy, *values, ladder=LADDER):
    return policy(panel(values), ladder)["official"].tolist()


def reasons(policy, *values):
    return policy(panel(values), LADDER)["reason"].tolist()


@pytest.mark.parametrize("policy", POLICIES)
@given(HISTORIES)
def test_the_trail_has_every_customer_and_period_and_a_reason(policy, histories):
    given_rows = panel(*histories)
    trail = policy(given_rows, LADDER)
    assert trail[["customer_id", "as_of"]].equals(given_rows[["customer_id", "as_of"]])
    assert trail["raw"].tolist() == given_rows["segment"].tolist()
    assert (trail["reason"] != "").all()
    assert trail["segment"].equals(trail["official"])


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("ladder", [LADDER, None])
@given(HISTORIES)
def test_in_the_first_period_official_is_computed(policy, ladder, histories):
    trail = policy(panel(*histories), ladder)
    first = trail[trail["as_of"] == trail["as_of"].min()]
    assert first["official"].tolist() == first["raw"].tolist()


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("ladder", [LADDER, None])
@given(VALUES)
def test_what_does_not_change_keeps_its_tier(policy, ladder, value):
    trail = policy(panel([value] * 8), ladder)
    assert trail["official"].nunique() == 1
    assert set(trail["reason"][1:]) <= {"kept", "missing"}


@pytest.mark.parametrize("policy", POLICIES)
@given(HISTORIES)
def test_neighbours_and_the_order_of_rows_change_nothing(policy, histories):
    whole = policy(panel(*histories).sample(frac=1, random_state=0), LADDER)
    for number, values in enumerate(histories):
        own = whole.loc[whole["customer_id"] == f"c{number}", "official"].tolist()
        assert own == official(policy, *values)


@given(HISTORIES)
def test_hysteresis_promotes_at_once_and_never_demotes_in_the_buffer(histories):
    trail = Hysteresis()(panel(*histories), LADDER)
    edges = np.array([*LADDER.edges.values, -np.inf])
    for _, rows in trail.groupby("customer_id"):
        before = -1
        for row in rows.itertuples():
            if row.raw >= 0:
                assert row.official <= row.raw
            if before >= 0 and row.value >= edges[before] * 0.95:
                assert 0 <= row.official <= before
            before = row.official


@given(HISTORIES)
def test_a_demotion_has_two_periods_below_each_edge_it_crosses(histories):
    trail = Hysteresis()(panel(*histories), LADDER)
    for _, rows in trail.groupby("customer_id"):
        tier, value = rows["official"].to_numpy(), rows["value"].to_numpy()
        for t in np.flatnonzero((tier[1:] > tier[:-1]) & (tier[:-1] >= 0)) + 1:
            crossed = np.array(LADDER.edges.values)[tier[t - 1] : tier[t]]
            assert not (value[t - 1 : t + 1, None] >= crossed * 0.95).any()


@given(HISTORIES)
def test_validity_lowers_nobody_before_the_term_is_over(histories):
    trail = Validity(term_months=12)(panel(*histories), LADDER)
    for _, rows in trail.groupby("customer_id"):
        tier = rows["official"].to_numpy()
        since = tier[tier >= 0] if (tier >= 0).any() else tier
        assert (np.diff(since) <= 0).all()


@given(HISTORIES)
def test_immediate_is_the_computed_tier(histories):
    trail = Immediate()(panel(*histories), LADDER)
    assert trail["official"].equals(trail["raw"])


def test_a_little_below_the_edge_is_kept_and_further_below_waits_once():
    values = (21, 19, 18.9, 18.9, 20)
    assert official(Hysteresis(), *values) == [0, 0, 0, 1, 0]
    assert reasons(Hysteresis(), *values) == [
        "first",
        "kept_by_buffer",
        "waiting",
        "demoted",
        "promoted",
    ]


def test_each_edge_is_crossed_by_its_own_evidence():
    assert official(Hysteresis(), 21, 18, 4, 4) == [0, 0, 1, 3]


def test_an_edge_that_belongs_to_the_tier_below_has_the_same_buffer():
    assert official(Hysteresis(), 6, 5, 4.75, 4.7, 4.7) == [2, 2, 2, 2, 3]


def test_promotion_waits_as_long_as_is_asked():
    late = Hysteresis(promote_after=3)
    assert official(late, 9, 11, 21, 11, 11) == [2, 2, 2, 1, 1]
    assert reasons(late, 9, 11)[1] == "waiting"


def test_who_has_no_tier_keeps_it_for_as_long_as_a_demotion_takes():
    values = (21, None, None, 11)
    assert official(Hysteresis(), *values) == [0, 0, -1, 1]
    assert reasons(Hysteresis(), *values) == ["first", "missing", "lapsed", "returned"]


def test_the_tier_of_a_term_changes_at_its_end_and_lapses_without_another():
    term = Validity(term_months=3)
    assert official(term, 21, 9, 4, 11, 9, 9, 9) == [0, 0, 0, 1, 1, 1, 2]
    assert official(term, 21, None, None, None, 9) == [0, 0, 0, -1, 2]
    assert reasons(term, 21, 9, 21, 9)[1:] == ["kept_by_term", "kept", "demoted"]


def test_a_promotion_begins_a_new_term():
    assert official(Validity(term_months=3), 9, 9, 21, 9, 9, 9) == [2, 2, 0, 0, 0, 2]


def test_without_order_two_periods_of_the_same_segment_change_it():
    hysteresis = Hysteresis()
    moved = panel((21, 6, 21, 6, 6, 11, 4, 4))
    trail = hysteresis(moved)
    assert trail["official"].tolist() == [0, 0, 0, 0, 2, 2, 2, 3]
    assert trail["reason"].tolist()[3:5] == ["waiting", "changed"]
    assert "promoted" not in set(trail["reason"])


def test_a_customer_who_comes_later_has_rows_from_the_start():
    both = panel((21, 21, 21), (9, 9, 9))
    late = both[(both["customer_id"] == "c0") | (both["as_of"] > "2018-02-01")]
    trail = Hysteresis()(late, LADDER)
    own = trail[trail["customer_id"] == "c1"]
    assert own["reason"].tolist() == ["not_yet_known", "first", "kept"]
    assert own["official"].tolist() == [-1, 2, 2]


def test_an_edge_below_zero_is_lowered_too():
    ladder = Ladder("margin", Edges([-10.0], ["upper"]))
    days = pd.date_range("2018-01-31", periods=3, freq="ME")
    rows = pd.DataFrame({"customer_id": "a", "as_of": days, "value": [-9, -10.4, -11]})
    rows["segment"] = [0, 1, 1]
    assert Hysteresis()(rows, ladder)["reason"].tolist()[1:] == [
        "kept_by_buffer",
        "waiting",
    ]


def test_two_rows_of_a_period_are_refused():
    twice = pd.concat([panel((1, 2)), panel((1, 2))])
    with pytest.raises(QualityError, match="one row a period; got 2 more"):
        Immediate()(twice, LADDER)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Hysteresis(buffer=1.0), "buffer should be 0 or more and below 1"),
        (lambda: Hysteresis(demote_after=0), "demote_after should be 1 or more; got 0"),
        (lambda: Hysteresis(promote_after=0), "promote_after should be 1 or more"),
        (lambda: Validity(term_months=0), "term_months should be 1 or more; got 0"),
    ],
)
def test_settings_that_no_period_meets_are_refused(make, words):
    with pytest.raises(ConfigError, match=words):
        make()


@given(HISTORIES)
def test_hysteresis_without_buffer_or_patience_is_immediate(histories):
    at_once = Hysteresis(buffer=0.0, demote_after=1)
    given_rows = panel(*histories)
    assert at_once(given_rows, LADDER)["official"].equals(
        Immediate()(given_rows, LADDER)["official"]
    )
