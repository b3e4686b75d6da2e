import pandas as pd

from patronage import profiles
from patronage.profiles.league_table import grouped_tables, n_references
from tests.profiles.comparisons import league, scorecards

EN = profiles.Wording(currency="USD")
GINI = "Ranking of future spend (Gini)"


def test_a_cell_tells_value_interval_and_rank():
    told = profiles.league_table(scorecards(), league(), EN).set_index("Scheme")
    assert told[GINI].to_dict() == {
        "kmeans": ".63 [.59, .67] · 1=",
        "value": ".61 [.58, .65] · 1=",
        "Past spend deciles": ".41 [.38, .44] · 3",
        "One segment (do nothing)": ".00 · 4",
    }
    assert told["Moved without a reason"].tolist() == ["12% · 2", "3.0% · 1", "–", "–"]


def test_references_stand_behind_schemes():
    told = profiles.league_table(scorecards(), league(), EN)
    assert told["Kind"].tolist() == ["clusters", "quadrants", "reference", "reference"]
    assert n_references(league()) == 2


def test_a_scheme_that_is_named_like_a_reference_keeps_its_name():
    rows = league().assign(kind="rules")
    told = profiles.league_table(scorecards(), rows, EN)
    assert "one segment" in told["Scheme"].tolist()


def test_what_nobody_has_is_no_column():
    told = profiles.league_table(scorecards(), league(), EN)
    assert "Separation (silhouette)" not in told


def test_all_measures_are_told_by_question():
    told = dict(grouped_tables(scorecards(), league(), EN))
    costs = told["What does it cost?"]
    assert costs["Cost of service a month"].tolist() == ["$1,200", "–", "–", "–"]
    assert list(costs) == ["Scheme", "Cost of service a month"]


def test_a_measure_of_references_alone_is_not_told():
    alone = pd.DataFrame([("one segment", "quality/other", 1.0)])
    alone.columns = ["scheme", "metric", "value"]
    told = dict(grouped_tables(pd.concat([scorecards(), alone]), league(), EN))
    assert "Other measures" not in told


def test_without_scores_schemes_are_still_listed():
    none = pd.DataFrame(columns=scorecards().columns)
    told = profiles.league_table(none, league(), EN)
    assert list(told) == ["Scheme", "Kind", "Segments"]
