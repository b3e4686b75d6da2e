import numpy as np
import pandas as pd
import pytest

from patronage.config import root
from patronage.loggable import Metric
from patronage.rules.report import gini, tier_bounds, top_share
from tests.rules.rule_worlds import composed, customers


def test_equality_has_no_gini():
    assert gini(np.full(7, 3.0)) == pytest.approx(0)


def test_one_who_has_all():
    assert gini(np.array([0.0] * 9 + [5])) == pytest.approx(0.9)
    assert top_share(np.array([0.0] * 9 + [5]), 0.2) == 1


def test_nothing_is_shared_equally():
    assert gini(np.zeros(4)) == 0
    assert top_share(np.zeros(4), 0.2) == 0


def test_cdnow_is_as_concentrated_as_published():
    names = ["full", "id", "day", "units", "amount"]
    path = root() / "data" / "sample" / "cdnow_sample.txt"
    rows = pd.read_csv(path, sep=r"\s+", header=None, names=names)
    until = rows[rows["day"] <= 19970930]
    spend = until.groupby("id")["amount"].sum()
    features = customers(monetary_total=spend.to_numpy(), arpu=spend.to_numpy())
    for scheme in (composed("tier3"), composed("tier3_thresholds")):
        said = list(scheme.fit(features).report(features))
        found = {item.name: item.value for item in said if isinstance(item, Metric)}
        assert found["concentration/gini"] == pytest.approx(0.585277, abs=1e-6)
        assert found["concentration/top_20"] == pytest.approx(0.633478, abs=1e-6)


def test_bounds_say_which_end_is_a_tiers_own():
    scheme = composed("tier8")
    edges = scheme.edges
    bounds = tier_bounds(scheme.segment_names, edges.values, edges.closures)
    seventh = bounds.iloc[6][["from", "to", "from_included", "to_included"]].tolist()
    assert seventh == [5, 6.25, False, False]
    assert bounds["from_included"].sum() == 6
    assert bounds["to_included"].tolist() == [False] * 7 + [True]
