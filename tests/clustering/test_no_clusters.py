"""A clusterer that finds nothing ends softly: by rules, or with all unassigned."""

import math

import numpy as np
import pytest
from sklearn.cluster import DBSCAN

from patronage import io
from patronage.clustering import (
    Hdbscan,
    OwnSelection,
    RepeatableClusterer,
    Resampling,
    Trials,
)
from patronage.clustering.no_clusters import NoClusters, nothing_found
from patronage.loggable import Metric, Table
from patronage.rules import ShareTiers
from patronage.segments import SegmentName

SENTENCE = "Hdbscan found no dense groups: all customers are noise."
QUICK = {
    "resampling": Resampling(n_bootstraps=2),
    "trials": Trials(n_nulls=3, n_references=1, n_splits=1),
}
TIERS = [SegmentName(key=key, en=key, zh=key) for key in ("high", "mid", "low")]


@pytest.fixture
def even(customers):
    """Customers of no kind, spread evenly."""
    columns = ["recency_days", "frequency", "monetary_per_month"]
    spread = np.random.default_rng(0).uniform(1, 2, size=(3, len(customers)))
    return customers.assign(**dict(zip(columns, spread, strict=True)))


@pytest.fixture
def lost(scheme):
    clusterer = Hdbscan(min_samples=40)
    return scheme.set_params(clusterer=clusterer, selection=OwnSelection(**QUICK))


@pytest.fixture
def tiers(scheme):
    return ShareTiers("tier3", scheme.purpose, "monetary_total", [0.2, 0.3, 0.5], TIERS)


def test_the_rule_acts_and_it_is_said_why(lost, tiers, even):
    placed = lost.set_params(fallback=tiers).fit(even).assign(even)
    assert (lost.structure_, lost.promotable) == ("none", False)
    assert (placed["status"] == "no_structure").all()
    assert placed["segment"].between(0, 2).all()
    assert lost.caveats(even)[:2] == [
        "No segments that can be found again. The segments are those of the rule tier3 "
        "instead, with status no_structure.",
        SENTENCE,
    ]


def test_without_a_rule_everyone_is_unassigned_and_nobody_dropped(lost, even):
    placed = lost.fit(even).assign(even)
    assert len(placed) == len(even)
    assert set(placed["status"]) == {"unassigned"}
    assert set(placed["segment"]) == {-1}
    assert lost.n_segments_ == 0
    assert "100% of the customers are like no segment: unassigned." in lost.caveats(
        even
    )


def test_what_is_reported_is_finite_and_none_is_chosen(lost, even):
    items = list(lost.fit(even).report(even))
    assert all(math.isfinite(i.value) for i in items if isinstance(i, Metric))
    tables = {item.name: item.frame for item in items if isinstance(item, Table)}
    assert tables["selection.csv"]["k"].tolist() == [0]
    assert not tables["selection.csv"]["admissible"].any()
    assert len(tables["stability.csv"]) == 0


def test_a_saved_scheme_places_as_before(lost, even, tmp_path):
    lost.fit(even)
    loaded = io.load_model(io.save_model(tmp_path / "hdbscan.skops", lost))
    assert loaded.assign(even).equals(lost.assign(even))


def test_what_the_sample_had_not_is_no_structure():
    rows = np.repeat([[0.0], [9.0]], 30, axis=0) + np.arange(60)[:, None] / 100
    rare = DBSCAN(eps=0.02, min_samples=3)
    few = Resampling(n_bootstraps=1, sample_size=10)
    fitted = OwnSelection(rare, resampling=few, trials=QUICK["trials"]).fit(rows)
    assert (fitted.n_clusters_, fitted.structure_) == (2, "none")


def test_any_clusterer_may_find_nothing():
    rows = np.arange(20.0)[:, None]
    fitted = RepeatableClusterer(DBSCAN(eps=0.1)).fit(rows)
    assert isinstance(fitted.placer_, NoClusters)
    assert (fitted.predict([[3.0], [99.0]]) == -1).all()


def test_the_sentence_names_the_clusterer():
    assert nothing_found(Hdbscan()) == SENTENCE


def test_a_bootstrap_in_which_nothing_is_found_counts_as_not_found_again():
    rows = np.concatenate([np.arange(6) / 10, 50 + np.arange(6) / 10])[:, None]
    fitted = OwnSelection(DBSCAN(eps=0.1001, min_samples=3), **QUICK).fit(rows)
    assert fitted.n_clusters_ == 2
    assert np.isfinite(fitted.segment_jaccard_).all()
