import pandas as pd

from patronage import profiles
from patronage.loggable import Metric, Table
from patronage.profiles.explained import Explained


def explained(shop, **changed):
    features = shop.features
    parts = {
        "features": features,
        "segments": shop.segments,
        "told": profiles.profile_features(
            features, shop.segments, shop.dictionary, n_segments=3
        ),
        "compared": profiles.profile_features(
            features, shop.segments, shop.dictionary, n_segments=3
        ),
        "named": shop.names.rename(columns={"name_en": "name"})[
            ["segment", "segment_id", "name"]
        ],
        "units": {"recency_days": "days", "frequency": "days"},
        "wording": profiles.Wording(currency="USD"),
        "used": ["recency_days"],
        "matrix": features.set_index("customer_id")[["recency_days"]] / 100,
        "shown": ["frequency"],
        "seed": 0,
    }
    return Explained(**{**parts, **changed})


def tables(what):
    return {each.name: each.frame for each in what.items() if isinstance(each, Table)}


def test_four_tables_carry_the_names_of_segments(shop):
    found = tables(explained(shop))
    assert list(found) == ["rules.csv", "contrast.csv", "exemplars.csv", "eta2.csv"]
    for name in ("rules.csv", "contrast.csv", "exemplars.csv"):
        assert found[name].columns[:3].tolist() == ["segment", "segment_id", "name"]
        assert set(found[name]["segment_id"]) == {"S01", "S02", "S03"}


def test_fidelity_is_a_metric(shop):
    found = [each for each in explained(shop).items() if isinstance(each, Metric)]
    assert {each.name: each.value for each in found}["quality/surrogate_fidelity"] == 1


def test_the_page_tells_rule_and_neighbour_of_each_segment(shop):
    table = explained(shop).page_table
    assert table.columns.tolist() == [
        "Segment",
        "Rule",
        "Covers",
        "Right",
        "Beside its nearest",
    ]
    assert table.iloc[2].tolist()[1:4] == [
        "Since last purchase ≤ 30 days",
        "100%",
        "100%",
    ]
    assert table["Beside its nearest"][0].startswith("Most like “")


def test_fidelity_has_the_interval_of_a_share(shop):
    found = {each.name: each.value for each in explained(shop).metrics()}
    assert found["quality/surrogate_fidelity_low"] < 1
    assert found["quality/surrogate_fidelity_high"] == 1


def test_rules_are_as_long_as_the_conditions_of_those_who_are_in_them(shop):
    found = {each.name: each.value for each in explained(shop).metrics()}
    rules = explained(shop).rules
    assert found["simplicity/rule_length"] == rules["length"].mean() == 1
    assert found["simplicity/columns"] == len(set(explained(shop).used))


def test_fidelity_stands_beside_what_guessing_would_give(shop):
    assert explained(shop).fidelity == (
        "Up to three questions put 100% of customers into their segment (always naming"
        " the largest would be right for 60%)."
    )
    chinese = explained(shop, wording=profiles.Wording(language="zh"))
    assert chinese.fidelity.startswith("最多三个问题即可将 100% 的客户归入所属细分")
    assert chinese.page_table.columns[1] == "规则"


def test_a_scheme_that_does_not_say_what_it_looks_at_has_no_rules(shop):
    blind = explained(shop, used=(), matrix=pd.DataFrame())
    assert blind.fidelity == ""
    assert blind.page_table.empty
    assert len(tables(blind)["rules.csv"]) == 0


def test_a_column_that_a_scheme_uses_twice_is_asked_once(shop):
    twice = explained(shop, used=["recency_days", "recency_days", "absent"])
    pd.testing.assert_frame_equal(twice.rules, explained(shop).rules)
