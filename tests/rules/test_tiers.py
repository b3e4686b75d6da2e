import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from patronage.rules import ShareTiers
from patronage.segments import Purpose, SegmentName

PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"high": "call"})
NAMES = [SegmentName(key=k, en=k, zh=k) for k in ("high", "mid", "low")]


def tiers(shares=(0.2, 0.3, 0.5), names=NAMES):
    return ShareTiers("tier3", PURPOSE, "spend", shares, names)


def customers(spend):
    return pd.DataFrame(
        {
            "customer_id": [str(i) for i in range(len(spend))],
            "as_of": pd.Timestamp("2017-10-01"),
            "status": "ok",
            "spend": np.asarray(spend, dtype=float),
        }
    )


def test_the_shares_are_those_asked_for():
    features = customers(np.arange(100))
    counts = tiers().fit(features).assign(features)["segment"].value_counts()
    assert counts.to_dict() == {0: 20, 1: 30, 2: 50}


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60))
def test_everybody_has_one_tier_and_more_spend_is_never_lower(spend):
    features = customers(spend)
    segment = tiers().fit(features).predict(features)
    assert set(segment) <= {0, 1, 2}
    by_spend = segment[np.argsort(spend)]
    assert (np.diff(by_spend) <= 0).all()


@given(st.lists(st.integers(0, 20), min_size=2, max_size=60))
def test_equal_customers_are_never_parted(spend):
    features = customers(spend)
    table = features.assign(segment=tiers().fit(features).predict(features))
    assert (table.groupby("spend")["segment"].nunique() == 1).all()


def test_edges_are_frozen():
    fitted = tiers().fit(customers(np.arange(100)))
    assert fitted.predict(customers([1000.0] * 9)).tolist() == [0] * 9


def test_money_in_another_unit_gives_the_same_tiers():
    spend = np.random.default_rng(1).lognormal(size=300)
    one, other = customers(spend), customers(spend * 1024)
    assert (tiers().fit(one).predict(one) == tiers().fit(other).predict(other)).all()


def test_a_missing_value_is_unknown():
    features = customers([1.0, np.nan, 3.0])
    table = tiers().fit(features).assign(features)
    assert table["status"].tolist() == ["ok", "unknown", "ok"]
    assert table["segment"][1] == -1


@pytest.mark.parametrize("shares", [(0.2, 0.3), (0.5, 0.6, -0.1), (0.2, 0.3, 0.4)])
def test_shares_that_are_no_shares_are_refused(shares):
    with pytest.raises(ConfigError, match=r"sum to 1; got|needs a name; got"):
        tiers(shares, NAMES[: len(shares)]).fit(customers([1, 2]))


def test_a_tier_without_a_name_is_refused():
    with pytest.raises(ConfigError, match="each of the 3 tiers needs a name; got 2"):
        tiers(names=NAMES[:2]).fit(customers([1, 2]))


def test_nobody_with_a_value_is_an_error():
    with pytest.raises(QualityError, match="no customer has 'spend'"):
        tiers().fit(customers([np.nan]))


def test_a_column_that_is_not_there_is_named_with_its_neighbour():
    scheme = ShareTiers("tier3", PURPOSE, "spent", (0.2, 0.3, 0.5), NAMES)
    with pytest.raises(ConfigError, match=r"no column 'spent' \(found: 'spend'"):
        scheme.fit(customers([1.0, 2.0]))


def test_the_ladder_is_what_membership_goes_by():
    features = customers(np.arange(100))
    fitted = tiers().fit(features)
    assert fitted.ladder is not None
    spend = features["spend"].to_numpy()
    assert (fitted.ladder.edges.place(spend) == fitted.predict(features)).all()


def test_without_whole_tiers_there_is_no_ladder_but_still_an_explanation():
    tied = customers([5.0] * 9 + [1])
    fitted = tiers().fit(tied)
    assert fitted.ladder is None
    told = fitted.explain(customers([5, 1, np.nan]))
    assert told[0].because == "5 of spend make high: from 5."
    assert told[1].next_step == "4 more of spend reach high."
    assert "not known" in told[2].because
    alone = tiers((0.1, 0.1, 0.8)).fit(customers([3.0]))
    assert alone.explain(customers([3.0]))[0].because == (
        "3 of spend: so few customers are all low."
    )


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_the_tier_that_is_explained_is_the_tier(spend):
    features = customers(spend)
    fitted = tiers().fit(features)
    told = [each.because for each in fitted.explain(features)]
    for segment, because in zip(fitted.predict(features), told, strict=True):
        name = NAMES[segment].en
        assert f" make {name}: " in because or because.endswith(f"all {name}.")


def test_provisional_customers_keep_their_tier_and_say_so():
    scheme = ShareTiers(
        "tier3", PURPOSE, "spend", (0.5, 0.5), NAMES[:2], provisional="short"
    )
    features = customers([1.0, 2]).assign(short=[0.0, 1])
    table = scheme.fit(features).assign(features)
    assert table["segment"].tolist() == [1, 0]
    assert table["status"].tolist() == ["ok", "provisional"]
    assert "1 customers (50.0%)" in scheme.caveats(features)[0]
    assert scheme.explain(features, "zh")[1].because.endswith("（暂定：时间过短。）")


def test_where_nothing_tells_of_time_no_tier_is_provisional():
    scheme = ShareTiers(
        "tier3", PURPOSE, "spend", (0.5, 0.5), NAMES[:2], provisional="short"
    )
    features = customers([1.0, 2.0])
    assert scheme.fit(features).assign(features)["status"].tolist() == ["ok", "ok"]
