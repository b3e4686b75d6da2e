import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.rules import LoyalPattern
from tests.rules.rule_worlds import (
    assert_each_alone,
    assert_exhaustive,
    composed,
    customers,
)

SCHEME = composed("trial_loyal")
KEYS = [name.key for name in SCHEME.segment_names]


def buyers(*rows):
    names = (
        "purchase_days",
        "recency_days",
        "interpurchase_days_mean",
        "own_brand_share",
    )
    columns = np.array(rows, float).reshape(len(rows), 4).T
    return customers(**dict(zip(names, columns, strict=True)))


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ((3, 20, 10, 0.5), "loyal"),
        ((3, 21, 10, 0.5), "lapsed"),
        ((2, 5, 10, 0.9), "trial"),
        ((1, 5, np.nan, 0.9), "trial"),
        ((9, 5, 10, 0.49), "occasional"),
        ((9, 500, 10, 0.49), "occasional"),
        ((9, 5, 10, np.nan), "occasional"),
    ],
)
def test_each_pattern_has_its_segment_up_to_its_boundary(row, key):
    features = buyers(row)
    world = buyers(row, (3, 1, 1, 0.9))
    assert KEYS[SCHEME.fit(world).predict(features)[0]] == key


numbers = st.one_of(st.integers(0, 6), st.just(np.nan))
shares = st.sampled_from([0.2, 0.5, 0.8, np.nan])


@given(st.lists(st.tuples(numbers, numbers, numbers, shares), min_size=1, max_size=15))
def test_everybody_is_in_one_segment_or_unknown_whoever_else_is_asked(rows):
    features = buyers(*rows)
    fitted = SCHEME.fit(features)
    table = fitted.assign(features)
    assert_exhaustive(table, 4)
    assert_each_alone(fitted, features)
    timed = (features["purchase_days"] < 3) | features[
        "interpurchase_days_mean"
    ].notna()
    known = (features["purchase_days"] >= 1) & features["recency_days"].notna() & timed
    assert ((table["segment"] >= 0) == known).all()
    assert all(told.because for told in fitted.explain(features))


def test_without_a_focal_share_the_condition_is_left_out_and_said_to_be():
    features = buyers((5, 5, 10, 0.1)).drop(columns="own_brand_share")
    fitted = SCHEME.fit(features)
    assert fitted.predict(features).tolist() == [KEYS.index("loyal")]
    assert "no share of a focal brand" in fitted.caveats(features)[0]
    assert "own_brand_share" not in fitted.used_columns
    assert SCHEME.fit(buyers((5, 5, 10, 0.6))).caveats(buyers((5, 5, 10, 0.6))) == []


def test_a_share_that_hardly_anybody_has_is_told():
    features = buyers(*[(5, 5, 10, 0.1)] * 19, (5, 5, 10, 0.6))
    told = SCHEME.fit(features).caveats(features)
    assert "only 5 % reach 50 % of 'own_brand_share'" in told[0]


def test_loyal_may_mean_more_often_than_most():
    scheme = composed("trial_loyal", "rules.pattern.quantile=0.6")
    features = buyers(*[(n, 1, 10, 0.9) for n in range(1, 12)])
    fitted = scheme.fit(features)
    assert fitted.min_occasions_ == 7
    assert (fitted.predict(features) == KEYS.index("loyal")).sum() == 5
    few = buyers((1, 1, 10, 0.9))
    assert scheme.fit(few).min_occasions_ == 3


@pytest.mark.parametrize(
    ("row", "because", "then"),
    [
        ((1, 5, np.nan, 0.9), "1 purchase days; loyal customers have 3", "2 more"),
        ((9, 5, 10, 0.4), "a share of 40 % of the focal brand", "a share of 50 %"),
        ((9, 50, 10, 0.4), "a share of 40 %", "brand and a purchase now would"),
        ((9, 25, 10, 0.6), "25 days ago: more than the 20 days", "one purchase now"),
        ((9, 5, 10, 0.6), "5 days ago: within the 20 days", ""),
    ],
)
def test_the_deciding_condition_is_said_and_what_loyal_takes(row, because, then):
    features = buyers(row)
    told = SCHEME.fit(features).explain(features)[0]
    assert because in told.because
    assert then in told.next_step
    assert bool(then) == bool(told.next_step)
    assert SCHEME.explain(features, "zh")[0].because[0] == "购"


def test_a_pattern_that_everybody_has_is_refused():
    with pytest.raises(ConfigError, match="2 occasions or more"):
        LoyalPattern(min_occasions=1)


def test_other_names_are_refused():
    scheme = composed("trial_loyal")
    scheme.segment_names = scheme.segment_names[:3]
    with pytest.raises(ConfigError, match="loyal, occasional, trial, lapsed"):
        scheme.fit(buyers((1, 1, 1, 1)))


def test_a_share_just_below_what_is_asked_is_not_told_as_reached():
    features = customers(
        purchase_days=[5.0],
        recency_days=[1.0],
        interpurchase_days_mean=[10.0],
        own_brand_share=[0.4999],
    )
    (told,) = composed("trial_loyal").fit(features).explain(features)
    assert "a share of 49.9 % of the focal brand" in told.because
