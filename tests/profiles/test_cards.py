import pandas as pd
import pytest

from patronage import profiles

EN, ZH = profiles.Wording(currency="USD"), profiles.Wording(language="zh")


def cards_of(shop, wording=EN, actions=None):
    told = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    profile = profiles.profile(
        shop.features,
        shop.segments,
        shop.dictionary,
        shop.names,
        language=wording.language,
    )
    return profiles.cards(
        profile, profiles.traits(told), wording, actions=actions or {}
    )


def test_a_card_reads_as_a_sentence(shop):
    assert cards_of(shop, actions={2: "Call them"}).iloc[2].tolist() == [
        "High value · buys often/recent",
        "10 customers (10%) · 74% of revenue · last bought 5 days ago"
        " · 50 repeat purchase days · spent $1,000 · big spender, buys often, recent",
        "Call them",
    ]


def test_a_card_in_chinese(shop):
    assert cards_of(shop, ZH).iloc[0]["summary"] == (
        "60 位客户（60%） · 营收占比 4.4% · 300 天前购买 · 1 个复购日 · 消费 10"
        " · 久未购买、购买稀少"
    )


def test_the_name_comes_first(shop):
    found = cards_of(shop)
    assert found.columns.tolist() == ["segment", "summary", "action"]
    assert found["segment"].tolist() == shop.names["name_en"].tolist()


def test_an_empty_segment_says_so(shop):
    profile = pd.DataFrame(
        {"segment": [0], "name": ["A"], "size": [0], "share": [0.0]}
    ).assign(revenue_share=0.0)
    card = profiles.cards(profile, {}, EN, actions={})
    assert card["summary"].tolist() == ["no customers"]


def test_one_customer_is_counted_in_the_singular_and_not_described():
    profile = pd.DataFrame(
        {"segment": [0], "name": ["A"], "size": [1], "share": [0.5]}
    ).assign(revenue_share=float("nan"))
    card = profiles.cards(profile, {}, EN, actions={})
    assert card["summary"].tolist() == ["1 customer (50%) · too few to describe"]


def test_customers_in_no_segment_have_a_card_with_the_reasons():
    segments = pd.DataFrame(
        {
            "segment": [0, -1, -1, -1],
            "status": ["ok", "dormant", "no_purchase", "dormant"],
        }
    )
    card = profiles.unplaced_card(segments, EN)
    assert card["summary"].tolist() == [
        "3 of 4 customers (75%) · dormant 2 · no purchase 1"
    ]
    assert len(profiles.unplaced_card(segments[:1], EN)) == 0


def test_a_segment_that_does_not_come_back_is_marked_before_all_else(shop):
    told = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    profile = profiles.profile(
        shop.features, shop.segments, shop.dictionary, shop.names
    )
    found = profiles.cards(
        profile, profiles.traits(told), EN, actions={}, marks={1: "⚠ not stable"}
    )
    assert found["summary"][1].startswith("⚠ not stable · 30 customers")
    assert not found["summary"].str.contains("⚠")[[0, 2]].any()


@pytest.mark.parametrize(
    ("status", "chinese"),
    [
        ("unassigned", "未分配"),
        ("net_negative", "净额为负"),
        ("no_structure", "无稳定结构"),
    ],
)
def test_reasons_are_told_in_chinese(status, chinese):
    segments = pd.DataFrame({"segment": [0, -1], "status": ["ok", status]})
    assert f"{chinese} 1" in profiles.unplaced_card(segments, ZH)["summary"][0]


def test_customers_of_a_fallback_are_placed():
    segments = pd.DataFrame({"segment": [0, 1], "status": ["no_structure"] * 2})
    assert len(profiles.unplaced_card(segments, EN)) == 0
