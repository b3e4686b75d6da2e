import numpy as np
import pytest

from patronage.loggable import Metric, Table
from patronage.rules import WithinRegion
from tests.rules.valued import composite, customers


def world():
    rng = np.random.default_rng(1)
    names = ("spend", "credit", "reach")
    columns = {name: rng.random(100) for name in names}
    return customers(**columns, region=["1", "2"] * 50)


def told(scheme, features):
    items = list(scheme.report(features))
    metrics = {item.name: item.value for item in items if isinstance(item, Metric)}
    tables = {item.name: item.frame for item in items if isinstance(item, Table)}
    return metrics, tables


def test_weights_and_coverage_are_told():
    features = world().drop(columns="reach")
    scheme = composite("spend", "credit", "reach", weights=[5, 3, 2]).fit(features)
    metrics, tables = told(scheme, features)
    assert metrics["coverage/weight_mean"] == pytest.approx(0.8)
    assert metrics["coverage/active_dimensions"] == 2
    assert metrics["coverage/customers"] == 1
    weights = tables["weights.csv"].set_index("indicator")
    assert weights["weight_in_use"].to_dict() == pytest.approx(
        {"spend": 0.625, "credit": 0.375, "reach": 0}
    )


def test_who_changes_class_against_volume_is_counted():
    features = world()
    scheme = composite("spend", "credit", "reach").fit(features)
    metrics, tables = told(scheme, features)
    changed = scheme.predict(features) != scheme.placed_by_volume(features)
    assert metrics["against_volume/reclassified"] == pytest.approx(changed.mean())
    table = tables["against_volume.csv"]
    moved = table["better_than_by_volume"].sum() + table["worse_than_by_volume"].sum()
    assert moved == changed.sum() > 20


def test_a_value_of_volume_alone_changes_nobody():
    features = world()
    metrics, _ = told(composite("spend").fit(features), features)
    assert metrics["against_volume/reclassified"] == 0


def test_who_the_region_reclassifies_is_told_where_there_is_one():
    features = world()
    plain, _ = told(composite("spend", "credit").fit(features), features)
    assert "region/reclassified" not in plain
    tuned = composite("spend", "credit", region=WithinRegion("region")).fit(features)
    metrics, _ = told(tuned, features)
    assert metrics["region/reclassified"] == tuned.reclassified_ > 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 active dimensions (spend, credit)"),
        ("zh", "有效维度仅 2 个（spend、credit）"),
    ],
)
def test_fewer_than_three_dimensions_are_warned_of(language, words):
    features = world()
    few = composite("spend", "credit").fit(features).caveats(features, language)
    assert [words in each for each in few] == [True]
    three = composite("spend", "credit", "reach").fit(features)
    assert three.caveats(features, language) == []


def test_what_the_source_lacks_is_named():
    features = world().drop(columns="reach")
    features.loc[:4, "spend"] = np.nan
    names = ("spend", "credit", "reach")
    scheme = composite(*names, weights=[5, 4, 1], volume="kilos").fit(features)
    said = " | ".join(scheme.caveats(features))
    assert "no values for them: reach;" in said
    assert "5 customers have no value: less than 50 %" in said
    assert "the features have no 'kilos'" in said


def test_who_would_change_class_by_other_weights_is_told():
    features = world()
    scheme = composite("spend", "credit", "reach", weights=[5, 3, 2]).fit(features)
    metrics, tables = told(scheme, features)
    table = tables["weight_sensitivity.csv"]
    assert set(table["indicator"]) == {"spend", "credit", "reach"}
    assert metrics["weights/changed_20"] == table["changed"].max()
    assert 0 < metrics["weights/changed_mean"] < metrics["weights/changed_p95"]


def test_of_one_dimension_weights_change_nothing():
    features = world()
    metrics, _ = told(composite("spend").fit(features), features)
    assert metrics["weights/changed_p95"] == 0


def test_the_fitted_values_are_cut_as_at_the_fit():
    features = world()
    scheme = composite("spend", "credit", "reach", weights=[5, 3, 2]).fit(features)
    again = scheme.cut(scheme.appraise(features).value)
    assert again.tolist() == scheme.predict(features).tolist()
