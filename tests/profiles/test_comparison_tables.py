from patronage import profiles
from patronage.profiles.comparison_tables import (
    purposes_table,
    references_table,
    segments_table,
)
from tests.profiles.comparisons import comparison


def test_a_scheme_without_a_purpose_is_left_out():
    assert purposes_table(comparison()).to_dict("records") == [
        {"Scheme": "kmeans", "Objective": "Grow", "Decision": "Whom", "Owner": "CRM"}
    ]


def test_references_say_what_they_are_and_score():
    told = references_table(comparison())
    assert told["Scheme"].str.contains("Everybody is treated alike").tolist() == [
        False,
        True,
    ]
    assert told["Ranking of future spend (Gini)"].tolist() == [
        ".41 [.38, .44] · 3",
        ".00 · 4",
    ]
    page = comparison()
    alone = comparison(league=page.league[page.league["kind"] != "reference"])
    assert references_table(alone).empty


def test_an_unknown_share_of_revenue_is_no_column():
    page = comparison(wording=profiles.Wording(language="zh"))
    assert list(segments_table(page, "kmeans")) == [
        "细分",
        "客户数",
        "占比",
        "营收占比",
    ]
    assert list(segments_table(page, "value")) == ["细分", "客户数", "占比"]
    assert segments_table(comparison(sizes=page.sizes.head(0)), "kmeans").empty
