import math

import numpy as np
from sklearn.mixture import GaussianMixture

from patronage.clustering.report import report, weak_structure
from patronage.loggable import Metric, Params, Table


def said(scheme, kind):
    return [item for item in report(scheme) if isinstance(item, kind)]


def test_metrics_are_finite_and_named_for_the_comparison(scheme, customers):
    metrics = {m.name: m.value for m in said(scheme.fit(customers), Metric)}
    assert all(math.isfinite(value) for value in metrics.values())
    assert {"quality/inertia", "stability/ari", "stability/jaccard_min"} <= {*metrics}
    assert {name.split("/")[0] for name in metrics} == {
        "quality",
        "stability",
        "selection",
    }


def test_a_mixture_reports_its_bic_in_place_of_inertia(scheme, customers):
    scheme.set_params(clusterer=GaussianMixture()).fit(customers)
    names = {metric.name for metric in said(scheme, Metric)}
    assert "quality/bic" in names
    assert "quality/inertia" not in names


def test_settings_say_how_the_segments_were_made(scheme, customers):
    (params,) = said(scheme.fit(customers), Params)
    assert params.values["k"] == 3
    assert params.values["algorithm"] == "KMeans"
    assert params.values["columns"] == "recency_days, frequency, monetary_per_month"
    assert params.values["single_factor"] is False


def test_the_table_has_a_row_per_k_and_one_chosen(scheme, customers):
    table, _ = said(scheme.fit(customers), Table)
    assert table.name == "selection.csv"
    assert table.frame["k"].tolist() == [2, 3, 4, 5]
    assert table.frame.loc[table.frame["chosen"], "k"].tolist() == [3]


def test_the_table_says_whether_rules_act_instead(scheme, customers):
    table, _ = said(scheme.fit(customers), Table)
    assert not table.frame["replaced"].any()
    scheme.fallback_ = scheme
    (table,) = said(scheme, Table)
    assert table.frame["replaced"].all()


def test_each_segment_has_its_stability_in_a_word(scheme, customers):
    _, table = said(scheme.fit(customers), Table)
    assert table.name == "stability.csv"
    assert table.frame["segment"].tolist() == [0, 1, 2]
    assert table.frame["jaccard"].tolist() == scheme.jaccard_.tolist()
    assert set(table.frame["word"]) == {"highly stable"}


def test_how_the_segments_compare_with_chance_is_a_metric(scheme, customers):
    metrics = {m.name: m.value for m in said(scheme.fit(customers), Metric)}
    assert metrics["selection/null_excess"] > 0.05
    assert metrics["selection/prediction_strength"] > 0.9
    assert metrics["selection/n_near_ties"] == 1
    assert metrics["stability/unstable_segments"] == 0


def test_natural_groups_do_not_overlap(scheme, customers):
    assert weak_structure(scheme.fit(customers)) == []


def test_segments_that_overlap_are_said_to(scheme, customers):
    noise = np.random.default_rng(4).normal(size=(len(customers), 3))
    columns = ["recency_days", "frequency", "monetary_per_month"]
    even = customers.assign(**dict(zip(columns, np.exp(noise).T, strict=True)))
    (sentence,) = weak_structure(scheme.fit(even))
    assert "is weak: the segments overlap" in sentence
