"""Two schemes of eight customers side by side, and what they have to beat."""

import pandas as pd

from patronage import profiles
from patronage.segments import Purpose

PURPOSE = Purpose(objective="Grow", decision="Whom", owner="CRM", actions={"a": "b"})
SCORES = [
    ("kmeans", "future/gini", 0.63, 0.59, 0.67, 1.0),
    ("value", "future/gini", 0.61, 0.58, 0.65, 1.0),
    ("past spend deciles", "future/gini", 0.41, 0.38, 0.44, 3.0),
    ("one segment", "future/gini", 0.0, None, None, 4.0),
    ("kmeans", "flapping/steady", 0.12, None, None, 2.0),
    ("value", "flapping/steady", 0.03, None, None, 1.0),
    ("kmeans", "cost/per_month", 1200.0, None, None, None),
    ("value", "cost/per_month", None, None, None, None),
]


def scorecards():
    columns = ["scheme", "metric", "value", "low", "high", "rank"]
    return pd.DataFrame(SCORES, columns=columns).astype(
        {"low": float, "high": float, "rank": float}
    )


def league(first="kmeans", other="value"):
    return pd.DataFrame(
        {
            "scheme": [first, "past spend deciles", other, "one segment"],
            "kind": ["clustering", "reference", "quadrants", "reference"],
            "n_segments": [2, 10, 2, 1],
        }
    )


def comparison(*, first="kmeans", other="value", said="High spend", **changed):
    """The page of two schemes, by the given names; `said` names a segment."""
    renamed = {"kmeans": first, "value": other}
    pairs = [(first, other), (other, first)]
    counts = [(0, 0, 4, 1.0), (0, 1, 0, 0.0), (1, 0, 1, 0.25), (1, 1, 3, 0.75)]
    cells = [
        (a, row, b, column, n, share, 1.0)
        for a, b in pairs
        for row, column, n, share in counts
    ]
    heads = ["scheme", "segment", "other_scheme", "other_segment"]
    names = pd.DataFrame(
        {
            "scheme": [first, first, other, other],
            "segment": [0, 1, 0, 1],
            "segment_id": ["S01", "S02"] * 2,
            "name_en": [said, "Rest"] * 2,
            "name_zh": [said, "其余"] * 2,
        }
    )
    parts = {
        "title": "shop · 2 schemes",
        "scorecards": scorecards().replace({"scheme": renamed}),
        "league": league(first, other),
        "associations": pd.DataFrame(
            {
                "scheme": [first],
                "other_scheme": [other],
                "customers": [8],
                "ami": [0.4],
                "cramers_v": [0.7],
            }
        ),
        "crosswalk": pd.DataFrame(
            cells, columns=[*heads, "customers", "share", "lift"]
        ),
        "names": names,
        "sizes": names[["scheme", "segment"]].assign(
            size=4, share=0.5, revenue_share=[0.9, 0.1, float("nan"), float("nan")]
        ),
        "summary": ["Where to spend: kmeans."],
        "purposes": {first: PURPOSE},
        "about": [("Source", "A shop")],
        "data_quality": "8 rows read: all used.",
        "notes": ["One horizon."],
        "made": [("Seed", "0")],
        "settings": "seed: 0\nsource:\n  name: shop\n",
        "wording": profiles.Wording(currency="USD"),
    }
    return profiles.ComparisonPage(**{**parts, **changed})
