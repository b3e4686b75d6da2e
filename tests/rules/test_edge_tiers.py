import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.rules import Edges, EdgeTiers, Ladder
from patronage.segments import Purpose, SegmentName
from tests.rules.rule_worlds import (
    assert_each_alone,
    assert_exhaustive,
    composed,
    customers,
)

TIER8 = composed("tier8")
ALMOST = np.nextafter


def volumes(*values, provisional=0.0):
    return customers(volume_per_month=np.array(values, float)).assign(
        volume_is_provisional=provisional
    )


def placed(scheme, *values):
    features = volumes(*values)
    return scheme.fit(features).assign(features)


@pytest.mark.parametrize(
    ("value", "tier", "status"),
    [
        (20, 1, "ok"),
        (ALMOST(20, 0), 2, "ok"),
        (15, 2, "ok"),
        (ALMOST(15, 0), 3, "ok"),
        (10, 3, "ok"),
        (ALMOST(10, 0), 4, "ok"),
        (8.75, 4, "ok"),
        (ALMOST(8.75, 0), 5, "ok"),
        (7.5, 5, "ok"),
        (ALMOST(7.5, 0), 6, "ok"),
        (6.25, 6, "ok"),
        (ALMOST(6.25, 0), 7, "ok"),
        (ALMOST(5, 9), 7, "ok"),
        (5, 8, "ok"),
        (ALMOST(0, 1), 8, "ok"),
        (0, 8, "inactive"),
        (-0.001, 0, "negative"),
        (-30, 0, "negative"),
        (np.nan, 0, "unknown"),
    ],
)
def test_every_boundary_of_the_eight_tiers(value, tier, status):
    table = placed(TIER8, value)
    assert table.loc[0, ["segment", "status"]].tolist() == [tier - 1, status]


@pytest.mark.parametrize(
    ("value", "tier"), [(20, 1), (15, 2), (10, 3), (8, 4), (7, 5), (6, 6), (5, 8)]
)
def test_every_boundary_of_the_integer_preset(value, tier):
    assert placed(composed("tier8_integer"), value)["segment"][0] == tier - 1


@pytest.mark.parametrize(
    ("spend", "stars"),
    [(0, 1), (29.99, 1), (30, 2), (90, 3), (139.99, 3), (140, 4), (260, 5)],
)
def test_the_bands_of_stars_are_closed_on_the_left(spend, stars):
    features = customers(arpu=[float(spend)], arpu_is_provisional=[0.0])
    segment = composed("arpu_stars").fit(features).predict(features)[0]
    assert 5 - segment == stars


amounts = st.one_of(st.floats(-5, 40), st.sampled_from([0.0, 5, 10, 20, np.nan]))


@given(st.lists(amounts, min_size=1, max_size=12))
def test_everybody_has_one_tier_or_a_reason_whoever_else_is_there(values):
    features = volumes(*values)
    fitted = TIER8.fit(features)
    assert_exhaustive(fitted.assign(features), 8)
    assert_each_alone(fitted, features)


def test_a_provisional_tier_is_a_tier_and_is_said_to_be_provisional():
    features = volumes(12, 3, provisional=[1.0, 0])
    fitted = TIER8.fit(features)
    assert fitted.assign(features)["status"].tolist() == ["provisional", "ok"]
    assert fitted.predict(features)[0] == 2
    assert fitted.explain(features)[0].because.endswith("Provisional: too few months.")
    assert fitted.caveats(features)[0].startswith("1 customers (50.0%)")
    assert fitted.caveats(features.assign(volume_is_provisional=0.0)) == []


@pytest.mark.parametrize(
    ("value", "because", "then"),
    [
        (
            18.7,
            "18.7 units a month make Tier 2: from 15 and below 20.",
            "1.3 more units a month reach Tier 1.",
        ),
        (25, "25 units a month make Tier 1: from 20.", ""),
        (
            4,
            "4 units a month make Tier 8: up to 5.",
            "over 1 more units a month reach Tier 7.",
        ),
        (
            5,
            "5 units a month make Tier 8: up to 5.",
            "any more units a month reach Tier 7.",
        ),
        (
            9.99999,
            "9.99999 units a month make Tier 4: from 8.75 and below 10.",
            "0.00001 more units a month reach Tier 3.",
        ),
        (-1, "-1 units a month: below 0 there is no tier.", ""),
        (np.nan, "the value is not known: no tier.", ""),
    ],
)
def test_why_a_customer_is_in_its_tier_and_what_the_next_one_takes(
    value, because, then
):
    features = volumes(value)
    told = TIER8.fit(features).explain(features)[0]
    assert (told.because, told.next_step) == (because, then)


def test_the_same_in_chinese_with_the_words_that_include_an_edge_or_not():
    features = volumes(18.7, 5.5)
    told = TIER8.fit(features).explain(features, "zh")
    assert told[0].because == "每月 18.7 件：属二档（15 以上、不满 20）。"
    assert told[0].next_step == "再增加每月 1.3 件，即可达到一档。"
    assert told[1].because == "每月 5.5 件：属七档（超过 5、不满 6.25）。"


@given(st.floats(0, 30))
def test_who_adds_what_is_said_is_in_the_next_tier(value):
    features = volumes(value)
    fitted = TIER8.fit(features)
    told = fitted.explain(features)[0].next_step
    if told and told[0].isdigit():
        more = float(told.split()[0].replace(",", ""))
        after = fitted.predict(volumes(value + more + 1e-9))[0]
        assert after < fitted.predict(features)[0]


def test_the_ladder_is_the_column_and_its_edges():
    fitted = TIER8.fit(volumes(1))
    assert fitted.ladder == Ladder("volume_per_month", TIER8.edges)


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ("[20,15,11,8.75,7.5,6.25,5]", "one edge should be at 10"),
        ("[20,15,10,10,7.5,6.25,5]", "fall strictly"),
        ("[5,6.25,7.5,8.75,10,15,20]", "fall strictly"),
    ],
)
def test_edges_off_the_record_are_refused(edges, said):
    with pytest.raises(ConfigError, match=said):
        composed("tier8", f"rules.edges.values={edges}").fit(volumes(1))


def test_eight_tiers_have_seven_edges():
    scheme = composed(
        "tier8", "rules.edges.values=[20,10]", "rules.edges.closures=[upper,upper]"
    )
    with pytest.raises(ConfigError, match="exactly 7 edges; got 2"):
        scheme.fit(volumes(1))


def test_a_tier_without_a_name_is_refused():
    purpose = Purpose(objective="o", decision="d", owner="w", actions={"a": "call"})
    names = [SegmentName(key="a", en="A", zh="甲")]
    edges = Edges([1], ["upper"])
    scheme = EdgeTiers("two", purpose, "volume_per_month", edges, names)
    with pytest.raises(ConfigError, match="each of the 2 tiers needs a name; got 1"):
        scheme.fit(volumes(1))
    features = customers(volume_per_months=[1.0])
    with pytest.raises(ConfigError, match="the family 'volume' of `features`"):
        TIER8.fit(features)
