import numpy as np
import pytest
from features.retailer.retailers import AS_OF, retailers
from hypothesis import given
from hypothesis import strategies as st
from worlds import day

from patronage.errors import ConfigError
from patronage.features import Credit


def ago(days: int) -> str:
    return str(np.datetime64(day(AS_OF) - days, "D"))


def of(*events: tuple, **settings) -> dict[str, float]:
    found = Credit(**settings)(retailers({"ann": list(events)}))
    return {name: float(values[0]) for name, values in found.items()}


def violation(days: int, severity: float) -> tuple:
    return (ago(days), "violation", 0, severity)


def overdue(days: int, late: float) -> tuple:
    return (ago(days), "overdue", late)


def test_who_did_nothing_wrong_has_100():
    found = of((ago(3), "participation"))
    assert (found["credit_score"], found["credit_band"]) == (100, 4)


@pytest.mark.parametrize(
    ("days", "left"), [(0, 40), (365, 20), (730, 10), (731, 0), (5_000, 0)]
)
def test_a_violation_halves_every_year_and_is_forgiven_after_two(days, left):
    assert of(violation(days, 40))["credit_score"] == 100 - left


def test_violations_add_up():
    found = of(violation(0, 40), violation(365, 20), violation(365, 5))
    assert found["violation_points"] == 40 + 10 + 2.5
    assert found["credit_score"] == 47.5


@pytest.mark.parametrize(
    ("late", "points"), [(0, 2), (6, 2), (7, 3), (13, 3), (14, 4), (-9, 2)]
)
def test_a_late_payment_costs_2_and_1_for_each_full_week(late, points):
    assert of(overdue(0, late))["overdue_points"] == points


def test_late_payments_cost_30_at_most_together():
    assert of(*[overdue(0, 56)] * 3)["overdue_points"] == 30
    assert of(overdue(0, 700))["credit_score"] == 70
    assert of(*[overdue(0, 56)] * 2)["overdue_points"] == 20


def test_late_payments_fade_before_they_are_capped():
    assert of(*[overdue(365, 56)] * 4)["overdue_points"] == 20
    assert of(*[overdue(365, 56)] * 7)["overdue_points"] == 30


def test_false_information_costs_20_each():
    found = of((ago(0), "falsified"), (ago(365), "falsified"))
    assert found["falsified_points"] == 30
    assert found["falsified_records"] == 2
    assert of((ago(730), "falsified"))["falsified_records"] == 1
    assert of((ago(731), "falsified"))["falsified_records"] == 0


def test_credit_is_never_below_0():
    found = of(*[violation(0, 40)] * 3)
    assert (found["credit_score"], found["credit_band"]) == (0, 1)


@pytest.mark.parametrize(
    ("taken", "band"), [(10, 4), (10.5, 3), (25, 3), (25.5, 2), (40, 2), (40.5, 1)]
)
def test_a_credit_at_an_edge_is_in_the_better_band(taken, band):
    assert of(violation(0, taken))["credit_band"] == band


def test_severe_are_violations_of_40_in_the_last_year():
    rows = violation(0, 40), violation(364, 41), violation(365, 40), violation(0, 39)
    assert of(*rows)["severe_violations"] == 2


def test_what_happens_after_as_of_is_not_known():
    assert of(violation(-1, 40))["credit_score"] == 100


def test_the_window_of_other_features_does_not_limit_credit():
    rows = {"ann": [violation(365, 40)]}
    found = Credit()(retailers(rows, window_days=30))
    assert found["credit_score"].tolist() == [80]


def test_a_source_that_knows_no_such_event_gives_no_credit():
    assert Credit()(retailers({"ann": []}, kinds=("redemption",))) == {}
    known = retailers({"ann": []}, kinds=("penalty",))
    assert Credit(violation="penalty")(known)["credit_score"].tolist() == [100]


def test_a_cost_must_fade():
    with pytest.raises(ConfigError, match="'half_life_days' should be 1 or more"):
        Credit(half_life_days=0)


EVENTS = st.lists(
    st.one_of(
        st.builds(violation, st.integers(0, 900), st.sampled_from([5, 20, 40])),
        st.builds(overdue, st.integers(0, 900), st.integers(0, 90)),
    ),
    max_size=6,
)


@given(EVENTS, EVENTS)
def test_one_more_wrong_never_raises_credit_and_neighbours_never_change_it(own, more):
    alone = Credit()(retailers({"bob": own}))
    beside = Credit()(retailers({"ann": more, "bob": own, "cyd": own + more}))
    for name, values in alone.items():
        assert beside[name][1] == values[0]
    assert beside["credit_score"][2] <= beside["credit_score"][1]
