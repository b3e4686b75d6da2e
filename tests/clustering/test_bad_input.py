"""What is bad stops with one sentence; what can be borne is borne, and told.

Faults 67 to 73 and 76 of the list; 62 to 66 are ingest's, 74 and 75 the quadrants'.
"""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.base import clone
from sklearn.cluster import KMeans

from patronage.clustering import FixedSelection
from patronage.errors import PatronageError, QualityError

COLUMNS = ["recency_days", "frequency", "monetary_per_month"]
CONFIG, QUALITY = 2, 4
SAME = {"recency_days": 3.0, "frequency": 2.0, "monetary_per_month": 9.0}


def of_five(scheme):
    kept = {name: getattr(scheme.selection, name) for name in ("resampling", "trials")}
    return scheme.set_params(selection=FixedSelection(n_clusters=5, **kept))


def asked(scheme, name):
    return scheme.set_params(preprocessing__blocks={"behavioural": [*COLUMNS, name]})


def column(name, value):
    return lambda table: table.assign(**{name: value})


def refusal(scheme, table):
    with pytest.raises(PatronageError) as refused:
        scheme.fit(table)
    sentence = str(refused.value)
    assert re.fullmatch(r"[^\n]*[^.\n]\.", sentence), sentence
    assert ". " not in sentence
    return refused.value.exit_code, sentence


@pytest.mark.parametrize("n", range(5))
def test_fewer_customers_than_segments_are_refused(scheme, customers, n):  # 69
    code, sentence = refusal(of_five(scheme), customers.iloc[:n])
    assert code == QUALITY
    assert sentence.startswith("clustering")


@pytest.mark.parametrize("n", [5, 6])
def test_as_many_customers_as_segments_are_enough(scheme, customers, n):  # 69
    few = customers.drop_duplicates(["recency_days", "frequency"]).iloc[:n]
    assert sorted({*of_five(scheme).fit(few).predict(few)}) == [0, 1, 2, 3, 4]


def test_fewer_distinct_customers_than_segments_are_refused(scheme, customers):  # 69
    four = pd.concat([customers.iloc[:4]] * 30, ignore_index=True)
    code, sentence = refusal(of_five(scheme), four)
    assert code == QUALITY
    assert "5 segments need as many distinct customers; got 4 of 120" in sentence


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda table: table.assign(**SAME), QUALITY, "one distinct point: use k = 1"),
        (lambda table: table.assign(status="dormant"), QUALITY, "got none"),
        (column("frequency", np.inf), QUALITY, "should be finite; got inf in freq"),
        (column("monetary_per_month", -np.inf), QUALITY, "inf in monetary_per_month"),
        (lambda table: table.assign(**dict.fromkeys(COLUMNS, np.nan)), QUALITY, "100%"),
        (column("frequency", "often"), CONFIG, "only numbers can be clustered by"),
        (column("future_amount", 1.0), CONFIG, "never outcomes; got future_amount"),
        (lambda table: table.drop(columns=COLUMNS), CONFIG, "none of the columns"),
    ],
)
def test_what_cannot_be_clustered_is_refused(  # 68, 70, 71
    scheme, customers, change, code, words
):
    found, sentence = refusal(scheme, change(customers))
    assert found == code
    assert words in sentence


@pytest.mark.parametrize("name", ["isPregnant", "ETHNIC_group", "health_status"])
def test_a_sensitive_column_asked_for_is_refused(scheme, customers, name):
    code, sentence = refusal(asked(scheme, name), customers.assign(**{name: 1.0}))
    assert code == CONFIG
    assert sentence == f"sensitive attributes are never clustered by; got {name}."


def test_infinity_is_refused_in_newcomers_too(scheme, customers):  # 71
    with pytest.raises(QualityError, match="got inf in frequency"):
        scheme.fit(customers).assign(customers.assign(frequency=np.inf))


def test_missing_values_are_filled_and_nobody_is_left_out(scheme, customers):  # 71
    holes = customers.assign(frequency=customers["frequency"].mask(customers.index < 9))
    placed = scheme.fit(holes).assign(holes)
    assert (placed["segment"] >= 0).all()
    unknown = customers[:3].assign(**dict.fromkeys(COLUMNS, np.nan))
    assert (scheme.assign(unknown)["segment"] >= 0).all()


def test_customers_who_all_bought_once_are_still_told_apart(scheme, customers):  # 67
    scheme.fit(customers.assign(frequency=0.0))
    assert scheme.n_segments_ == 3
    told = "Left out of the clusters: frequency (constant)."
    assert told in scheme.caveats(customers)


def test_a_column_that_repeats_another_is_left_out_and_told(scheme, customers):  # 70
    scheme.preprocessing.steps["redundancy"].set_params(max_correlation=0.9)
    twice = customers.assign(frequency=customers["recency_days"] * 2 + 1)
    told = "Left out of the clusters: frequency (|Spearman| 1.00 with recency_days)."
    assert told in scheme.fit(twice).caveats(twice)


def test_a_homogeneous_population_is_not_called_natural_groups(  # 72
    scheme, customers
):
    rng = np.random.default_rng(4)
    noise = np.exp(rng.normal(size=(len(customers), 3)))
    even = customers.assign(**dict(zip(COLUMNS, noise.T, strict=True)))
    scheme.set_params(selection__k_max=4).fit(even)
    assert scheme.structure_ in {"none", "constructive"}
    assert "not natural groups" in scheme.verdict_ or not scheme.promotable


def test_a_tiny_segment_fails_the_gate_and_that_is_said(of_four, with_whales):  # 73
    of_four.fit(with_whales)
    assert not of_four.selection_table_["admissible"].any()
    assert "Too small" in of_four.verdict_


def test_a_tiny_segment_is_merged_if_so_asked(of_four, with_whales):  # 73
    of_four.set_params(merge_below=0.03).fit(with_whales)
    assert of_four.n_segments_ < 4
    sizes = of_four.assign(with_whales)["segment"].value_counts(normalize=True)
    assert sizes.min() >= 0.03
    told = " ".join(of_four.caveats(with_whales))
    assert "A cluster of 6 customers (1.3%) was too small and is part of S01." in told


def test_a_clusterer_cut_short_is_told_and_cannot_be_promoted(  # 76
    scheme, customers
):
    even = np.exp(np.random.default_rng(4).normal(size=(len(customers), 3)))
    table = customers.assign(**dict(zip(COLUMNS, even.T, strict=True)))
    cut = of_five(scheme).set_params(clusterer=KMeans(n_init=1, max_iter=1))
    cut.fit(table)
    assert not cut.promotable
    assert "stopped before it converged" in " ".join(cut.caveats(table))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    arrays(
        np.float64,
        (8, 3),
        elements=st.floats(-1e9, 1e9, allow_nan=False) | st.just(np.nan),
    )
)
def test_no_matrix_ever_holds_nan(preprocessing, values):  # 71
    table = pd.DataFrame(values, columns=COLUMNS)
    try:
        fitted = clone(preprocessing).fit(table)
    except QualityError:
        return
    assert np.isfinite(fitted.transform(table)).all()
    assert np.isfinite(fitted.transform(table * np.nan)).all()
