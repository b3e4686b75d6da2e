import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.loggable import Figure, Metric, Note, Table, Text
from patronage.segments import Purpose, SegmentName

ACTIONS = {"high": "Call", "mid": "Write", "low": "Wait", "true": "Thank"}
PURPOSE = Purpose(objective="Grow", decision="Whom", owner="CRM", actions=ACTIONS)


def described(shop, **changed):
    parts = {"scheme": "kmeans", "purpose": PURPOSE, **vars(shop), **changed}
    return profiles.Described(**parts)


def said(what):
    return list(profiles.describe(what))


def names_of(items, kind):
    return [item.name for item in items if isinstance(item, kind)]


def test_cards_come_first_and_every_figure_has_its_table(shop):
    items = said(described(shop))
    assert isinstance(items[0], Table)
    assert items[0].name == "segment_cards.json"
    assert isinstance(items[1], Note)
    assert names_of(items, Figure) == ["segment_profile.png", "segment_sizes.png"]
    assert names_of(items, Text) == ["segments.md", "report.html"]
    tables = names_of(items, Table)
    for figure in names_of(items, Figure):
        assert figure.replace(".png", ".csv") in tables
    assert {"profile.csv", "profile_features.csv"} <= set(tables)
    assert {"rules.csv", "contrast.csv", "exemplars.csv", "eta2.csv"} <= set(tables)
    assert "quality/eta2_median" in names_of(items, Metric)


def test_clusters_are_treated_by_value_level(shop):
    assert said(described(shop))[0].frame["action"].tolist() == ["Wait", "Call", "Call"]


def test_levels_are_those_of_the_column_that_segments_are_ranked_by(shop):
    owing = shop.features.assign(owed=-shop.features["monetary_total"])
    turned = described(shop, features=owing, ranked_by="owed")
    assert turned.actions == {0: "Call", 1: "Wait", 2: "Wait"}
    revenue = described(shop).profile["revenue_share"]
    assert (turned.profile["revenue_share"] == revenue).all()


def test_without_that_column_nobody_has_a_level(shop):
    assert described(shop, ranked_by="grocery").actions == {}


def test_declared_segments_are_treated_by_key(shop):
    items = said(described(shop, keys={0: "none", 1: "latent", 2: "true"}))
    assert items[0].frame["action"].tolist() == ["", "", "Thank"]


def test_the_unplaced_have_the_last_card(shop):
    away = shop.segments.assign(
        segment=shop.segments["segment"].where(shop.segments.index >= 20, -1),
        status=shop.segments["status"].where(shop.segments.index >= 20, "new"),
    )
    card = said(described(shop, segments=away))[0].frame.iloc[-1]
    assert card.tolist() == ["(not placed)", "20 of 100 customers (20%) · new 20", ""]


def test_a_quadrant_map_and_a_curve_are_added_where_they_are_given(shop):
    axes = pd.DataFrame({"attitude": np.linspace(0, 1, 100)})
    shown = profiles.QuadrantMap(
        axes=axes.assign(repeat=axes["attitude"] ** 2),
        corners=pd.DataFrame({"name": list("abcd"), "share": 0.25}),
        across=profiles.MapAxis(column="attitude", label="Attitude", cut=0.5),
        upwards=profiles.MapAxis(column="repeat", label="Repeat", cut=0.5),
    )
    curve = pd.DataFrame({"k": [2, 3], "silhouette": [0.2, 0.3], "admissible": True})
    items = said(
        described(shop, quadrants=shown, selection=curve.assign(chosen=[False, True]))
    )
    assert names_of(items, Figure)[2:] == ["quadrant_map.png", "selection_curve.png"]


@pytest.mark.parametrize("declared", [True, False])
def test_a_scheme_that_places_nobody_says_why(shop, declared):
    four = [SegmentName(key=k, en=k, zh=k) for k in "abcd"] if declared else []
    items = said(
        described(
            shop,
            names=profiles.declared_names("loyalty", four),
            segments=shop.segments.assign(segment=-1, status="not_measurable"),
            notes=["attitude cannot be measured from this source."],
        )
    )
    assert items[0].frame.iloc[0].tolist() == [
        "(not measurable)",
        "100 of 100 customers (100%) · not measurable 100"
        " · attitude cannot be measured from this source.",
        "",
    ]
    assert names_of(items, Figure) == []
    metrics = {item.name: item.value for item in items if isinstance(item, Metric)}
    assert (metrics["size/n"], metrics["size/k"]) == (0, 0)
    assert all(np.isfinite(value) for value in metrics.values())


def test_many_segments_show_their_largest_in_figures(shop):
    names = [SegmentName(key=str(i), en=f"n{i}", zh=f"n{i}") for i in range(25)]
    items = said(described(shop, names=profiles.declared_names("cells", names)))
    tables = {item.name: item.frame for item in items if isinstance(item, Table)}
    assert len(tables["segment_sizes.csv"]) == 20
    assert len(tables["profile.csv"]) == 25


def test_customer_ids_are_in_nothing_that_is_said(shop):
    for item in said(described(shop)):
        content = getattr(item, "content", "")
        if isinstance(item, Table):
            content = item.frame.to_csv()
        assert "c001" not in content


def test_the_same_input_is_the_same_output(shop):
    first, again = said(described(shop)), said(described(shop))
    for one, other in zip(first, again, strict=True):
        if isinstance(one, Text | Note | Metric):
            assert one == other


def test_axes_that_place_nobody_draw_no_map(shop):
    shown = profiles.QuadrantMap(
        axes=pd.DataFrame({"attitude": [np.nan], "repeat": [0.5]}),
        corners=pd.DataFrame({"name": list("abcd"), "share": 0.0}),
        across=profiles.MapAxis(column="attitude", label="Attitude", cut=0.5),
        upwards=profiles.MapAxis(column="repeat", label="Repeat", cut=0.5),
    )
    items = said(described(shop, quadrants=shown))
    assert "quadrant_map.png" not in names_of(items, Figure)


@pytest.mark.parametrize(
    ("language", "said", "mark"),
    [
        ("en", "A practical division.", "⚠ not stable (Jaccard 0.40)"),
        ("zh", "实用划分。", "⚠ 不稳定 (Jaccard 0.40)"),
    ],
)
def test_verdict_and_marks_stand_on_the_page_and_in_the_description(
    shop, language, said, mark
):
    what = described(
        shop,
        language=language,
        verdict=profiles.Phrase("a practical division", "实用划分"),
        stability=pd.DataFrame({"segment": [0, 1, 2], "jaccard": [0.9, 0.4, 0.8]}),
        used=["recency_days"],
        matrix=shop.features.set_index("customer_id")[["recency_days"]],
    )
    items = list(profiles.describe(what))
    texts = {item.name: item.content for item in items if isinstance(item, Text)}
    tables = {item.name: item.frame for item in items if isinstance(item, Table)}
    for told in texts.values():
        assert said in told
    assert mark in texts["report.html"]
    assert tables["segment_cards.json"]["summary"][1].startswith(mark)
    assert tables["segment_sizes.csv"]["jaccard"].tolist() == [0.9, 0.4, 0.8]
    assert len(tables["rules.csv"]) == 3


def test_a_segment_with_a_key_of_its_own_is_treated_by_it(shop):
    items = list(profiles.describe(described(shop, keys={0: "true"})))
    assert items[0].frame["action"].tolist() == ["Thank", "Call", "Call"]
