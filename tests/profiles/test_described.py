import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.loggable import Table, Text


def described(shop, **changed):
    return profiles.Described(**{"scheme": "kmeans", **vars(shop), **changed})


def test_the_page_says_whose_customers_on_which_day_and_how_many(shop):
    away = shop.segments["segment"].where(shop.segments.index >= 20, -1)
    what = described(
        shop,
        segments=shop.segments.assign(segment=away),
        source="shop",
        origin="A shop: 100 customers",
    )
    assert what.title == "shop · kmeans · 3 segments"
    assert what.about == [
        ("Source", "A shop: 100 customers"),
        ("Day", "2026-01-01"),
        ("Customers", "100 in all: 80 in a segment, 20 left out"),
    ]
    texts = [item.content for item in profiles.describe(what) if isinstance(item, Text)]
    assert len(texts) == 2
    for text in texts:
        assert "shop · kmeans · 3 segments" in text
        assert "100 in all: 80 in a segment, 20 left out" in text


def test_the_head_in_chinese(shop):
    what = described(shop, source="shop", language="zh")
    assert what.title == "shop · kmeans · 3 个细分"
    assert what.about[2] == ("客户", "共 100 位：已归类 100 位，未归类 0 位")


def test_without_spend_shares_are_of_what_segments_are_ranked_by(shop):
    features = shop.features.rename(columns={"monetary_total": "grocery"})
    what = described(shop, features=features, ranked_by="grocery")
    shares = described(shop).profile["revenue_share"]
    assert what.profile["revenue_share"].tolist() == shares.tolist()
    assert "74% of grocery" in what.cards["summary"][2]
    chinese = described(shop, features=features, ranked_by="grocery", language="zh")
    assert "grocery 占比 74%" in chinese.cards["summary"][2]
    heads = [i.frame for i in profiles.describe(what) if isinstance(i, Table)]
    assert any("Share of grocery" in frame for frame in heads)


@pytest.fixture
def net(shop):
    told = np.where(shop.features.index < 60, "No", "Fibre")
    features = shop.features.assign(net=pd.Categorical(told))
    row = pd.DataFrame({"column": ["net"], "unit": "categorical", "kind": "attribute"})
    dictionary = pd.concat([shop.dictionary, row], ignore_index=True)
    return {"features": features, "dictionary": dictionary}


def test_categories_stand_on_cards_in_the_profile_the_figure_and_beside_the_nearest(
    shop, net
):
    matrix = shop.features.set_index("customer_id")[["recency_days"]]
    what = described(shop, **net, matrix=matrix)
    assert "net: No" in what.cards["summary"][0]
    told = what.table.set_index("Median of").loc["Net, most common"]
    assert told.tolist() == ["No (100%)", "Fibre (100%)", "Fibre (100%)"]
    tables = {i.name: i.frame for i in profiles.describe(what) if isinstance(i, Table)}
    drawn = set(tables["segment_profile.csv"]["column"])
    assert len(drawn & {"net = No", "net = Fibre"}) == 1
    assert any("net = " in column for column in tables["contrast.csv"]["column"])
    assert "net = No" not in set(tables["eta2.csv"]["column"])


@pytest.mark.parametrize("kept", [["net"], []])
def test_where_nothing_is_counted_categories_are_told_or_nothing(shop, net, kept):
    told = net["dictionary"][net["dictionary"]["column"].isin(kept)]
    parts = net["features"], shop.segments, told
    names = profiles.cluster_names(
        profiles.spoken(*parts, n_segments=3), {}, scheme="kmeans"
    )
    what = described(
        shop, features=net["features"], dictionary=told.head(1), names=shop.names
    )
    assert len(list(profiles.describe(what))) > 0
    assert names["name_en"].tolist()[:1] == ["net: No"][: len(kept)]


def test_a_column_that_equals_another_is_told_once(shop):
    features = shop.features.assign(historical_value=shop.features["monetary_total"])
    row = pd.DataFrame({"column": ["historical_value"], "unit": "money", "kind": "raw"})
    dictionary = pd.concat([shop.dictionary, row], ignore_index=True)
    rows = described(shop, features=features, dictionary=dictionary).table["Median of"]
    assert "Total spend" in set(rows)
    assert "Value to date" not in set(rows)
