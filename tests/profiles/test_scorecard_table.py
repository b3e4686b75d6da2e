import math

import pandas as pd

from patronage import profiles
from patronage.profiles.scorecard_table import kotler_table, meanings, scorecard_tables

EN = profiles.Wording()
CARD = pd.DataFrame(
    [
        ("stability/ari", 0.9, math.nan, math.nan),
        ("future/gini", 0.63, 0.59, 0.67),
        ("future/r2", math.nan, math.nan, math.nan),
        ("kotler/met", 4.0, math.nan, math.nan),
        ("own/thing", 7.0, math.nan, math.nan),
    ],
    columns=["metric", "value", "low", "high"],
)


def test_measures_stand_under_the_question_that_they_answer():
    told = dict(scorecard_tables(CARD, EN))
    assert list(told) == [
        "Does it foretell what customers will do?",
        "Do the segments stay the same?",
        "Other measures",
    ]
    first = told["Does it foretell what customers will do?"]
    assert first.iloc[:, :3].to_numpy().tolist() == [
        ["Ranking of future spend (Gini)", ".63", "[.59, .67]"]
    ]


def test_without_measures_there_is_nothing_to_tell():
    assert list(scorecard_tables(pd.DataFrame(), EN)) == []
    assert kotler_table(pd.DataFrame(), EN).empty


def test_a_criterion_is_met_missed_or_not_known():
    rows = pd.DataFrame(
        {
            "criterion": ["measurable", "substantial", "accessible"],
            "value": [0.93, 0.5, math.nan],
            "met": [1.0, 0.0, math.nan],
        }
    )
    told = kotler_table(rows, EN)
    assert told["Criterion"].tolist() == ["Measurable", "Substantial", "Accessible"]
    assert told["Met"].tolist() == ["✓ met", "✗ missed", "–"]
    assert told["Value"].tolist() == ["93%", "50%", "–"]


def test_meanings_are_told_of_what_has_words():
    told = meanings(["size/k", "own/thing", "stability/ari"], EN)
    assert [each.split(": ")[0] for each in told] == [
        "Same segments again (ARI)",
        "Segments",
    ]
    assert "own/thing" not in " ".join(told)
