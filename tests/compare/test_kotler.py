import numpy as np
import pandas as pd
import pytest

from patronage.compare import Kotler, accessible_share, known_share

SEGMENTS = pd.DataFrame(
    {
        "size": [100, 50],
        "revenue_share": [0.7, 0.3],
        "margin": [1000.0, 100.0],
        "cost": [200.0, 50.0],
        "capacity": [np.nan, 60],
        "has_action": [True, True],
    }
)
GOOD = {"known": 1.0, "fidelity": 0.9, "accessible": 0.8, "eta2": 0.2, "pairs_apart": 1}


def met(segments=SEGMENTS, owner="sales", **changes):
    found = Kotler(segments=segments, owner=owner, min_size=30, **GOOD | changes)
    table = found.table.set_index("criterion")["met"]
    return [name for name, value in table.items() if value == 0]


def test_a_good_scheme_meets_all_five():
    found = Kotler(segments=SEGMENTS, owner="sales", min_size=30, **GOOD)
    metrics = {each.name: each.value for each in found.metrics}
    assert metrics["kotler/met"] == metrics["kotler/judged"] == 5
    assert metrics["kotler/measurable"] == 0.9


@pytest.mark.parametrize(
    ("column", "value", "criterion"),
    [
        ("size", [100, 20], "substantial"),
        ("revenue_share", [0.99, 0.01], "substantial"),
        ("cost", [200.0, 101.0], "substantial"),
        ("capacity", [np.nan, 49], "actionable"),
        ("has_action", [True, False], "actionable"),
    ],
)
def test_one_segment_that_fails_fails_the_criterion(column, value, criterion):
    assert met(SEGMENTS.assign(**{column: value})) == [criterion]


@pytest.mark.parametrize(
    ("changes", "criterion"),
    [
        ({"known": 0.8}, "measurable"),
        ({"fidelity": 0.7}, "measurable"),
        ({"accessible": 0.5}, "accessible"),
        ({"eta2": 0.05}, "differentiable"),
        ({"pairs_apart": 0.9}, "differentiable"),
        ({"owner": ""}, "actionable"),
    ],
)
def test_each_limit_is_that_of_its_criterion(changes, criterion):
    assert met(**changes) == [criterion]


def test_what_is_not_known_is_not_judged():
    found = Kotler(segments=SEGMENTS, owner="sales", min_size=30)
    names = {each.name for each in found.metrics}
    assert "kotler/accessible" not in names
    judged = {each.name: each.value for each in found.metrics}["kotler/judged"]
    assert judged == 2


def test_known_and_accessible_are_shares_of_who_buys():
    features = pd.DataFrame(
        {
            "status": ["ok", "ok", "dormant"],
            "spend": [1.0, np.nan, np.nan],
            "contactable": ["yes", "no", "yes"],
        }
    )
    assert known_share(features, ["spend", "absent"]) == 0.5
    assert accessible_share(features, "contactable") == 0.5
    assert np.isnan(accessible_share(features, "phone"))


def test_a_source_that_leaves_consent_empty_does_not_say():
    silent = pd.DataFrame({"status": ["ok", "ok"], "contactable": [None, None]})
    assert np.isnan(accessible_share(silent, "contactable"))
    assert np.isnan(accessible_share(silent.iloc[:0], "contactable"))
