import numpy as np
import pandas as pd
import pytest

from patronage import compare
from patronage.segments import Purpose

DAY = pd.Timestamp("2026-01-01")
IDS = [f"c{i:02d}" for i in range(40)]
PURPOSE = Purpose(
    objective="Sell.",
    decision="Who gets a call.",
    owner="Ann",
    actions={"high": "Call."},
)


def contender(name, labels, gini, kind="rules", **settings):
    segments = pd.DataFrame({"customer_id": IDS, "as_of": DAY, "segment": labels})
    names = pd.DataFrame({"scheme": name, "segment": np.unique(labels)})
    return compare.Contender(
        name=name,
        kind=kind,
        n_segments=len(names),
        segments=segments,
        scores=[compare.Score("future/gini", gini, gini - 0.01, gini + 0.01)],
        names=names,
        **settings,
    )


HALVES, QUARTERS = np.arange(40) // 20, np.arange(40) // 10
FOUND = compare.Comparison(
    contenders=[
        contender("halves", HALVES, 0.3, purpose=PURPOSE),
        contender("quarters", QUARTERS, 0.5, "clustering"),
        contender("one segment", np.zeros(40, int), 0.0, compare.REFERENCE),
    ]
)


def test_the_league_has_the_best_first_and_the_references_in_it():
    league = FOUND.league
    assert league["scheme"].tolist() == ["quarters", "halves", "one segment"]
    assert league["kind"].tolist() == ["clustering", "rules", "reference"]
    assert league["future/gini"].tolist() == [0.5, 0.3, 0.0]
    assert league["n_segments"].tolist() == [4, 2, 1]


def test_pairs_of_schemes_are_told_once_and_references_not():
    (pair,) = FOUND.associations.to_dict("records")
    assert (pair["scheme"], pair["other_scheme"]) == ("halves", "quarters")
    assert pair["customers"] == 40
    assert pair["cramers_v"] == pytest.approx(1)
    assert 0.3 < pair["ami"] < 1


def test_the_crosswalk_goes_both_ways():
    walk = FOUND.crosswalk
    assert set(walk["scheme"]) == {"halves", "quarters"}
    assert walk.loc[walk["scheme"] == "halves", "customers"].sum() == 40
    assert set(FOUND.names["scheme"]) == {"halves", "quarters"}


def test_another_metric_makes_another_order():
    worst = compare.Comparison(contenders=FOUND.contenders, by="size/k")
    assert worst.league["scheme"].tolist() == ["halves", "quarters", "one segment"]


def test_the_summary_is_in_either_language():
    english, chinese = FOUND.summary("en"), FOUND.summary("zh")
    assert len(english) == len(chinese) > 2
    assert "Who gets a call" in " ".join(english)
    assert all(any(ord(sign) > 0x2E80 for sign in each) for each in chinese)
