"""Where no segments can be found again, a rule gives its own."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage import io
from patronage.clustering import FixedSelection, Resampling, Trials
from patronage.rules import ShareTiers
from patronage.segments import SegmentName

TIERS = [
    SegmentName(key=key, en=f"{key} value", zh=key) for key in ("high", "mid", "low")
]
FEW = {
    "resampling": Resampling(n_bootstraps=8, refit_inits=1),
    "trials": Trials(n_nulls=0, n_references=1, n_splits=1, refit_inits=1),
}


@pytest.fixture
def tiers(scheme):
    return ShareTiers("tier3", scheme.purpose, "monetary_total", [0.2, 0.3, 0.5], TIERS)


@pytest.fixture
def even(customers):
    """Customers of no kind: twelve clusters of them are never found again."""
    rng = np.random.default_rng(4)
    noise = np.exp(rng.normal(size=(len(customers), 3)))
    columns = ["recency_days", "frequency", "monetary_per_month"]
    return customers.assign(**dict(zip(columns, noise.T, strict=True)))


@pytest.fixture
def lost(scheme, even):
    scheme.set_params(selection=FixedSelection(n_clusters=12, **FEW))
    assert clone(scheme).fit(even).structure_ == "none"
    return scheme


def test_the_rule_gives_its_segments_its_names_and_their_number(lost, tiers, even):
    placed = lost.set_params(fallback=tiers).fit(even).assign(even)
    by_rule = clone(tiers).fit(even).assign(even)
    assert placed["segment"].equals(by_rule["segment"])
    assert (placed["status"] == "no_structure").all()
    assert lost.segment_names == TIERS
    assert lost.n_segments_ == 3
    assert lost.given_names == {}


def test_whom_the_rule_cannot_place_keeps_its_reason(lost, tiers, even):
    table = even.assign(
        monetary_total=even["monetary_total"].mask(even.index < 2),
        status=["ok"] * 449 + ["dormant"],
    )
    placed = lost.set_params(fallback=tiers).fit(table).assign(table)
    assert placed["segment"].iloc[[0, 1, -1]].tolist() == [-1] * 3
    told = ["unknown", "unknown", "no_structure", "dormant"]
    assert placed["status"].iloc[[0, 1, 2, -1]].tolist() == told


def test_it_is_told_and_cannot_be_promoted(lost, tiers, even):
    said = " ".join(lost.set_params(fallback=tiers).fit(even).caveats(even))
    assert "those of the rule tier3 instead, with status no_structure" in said
    assert not lost.promotable
    assert "tier_edges.csv" in [getattr(i, "name", "") for i in lost.report(even)]


def test_without_a_rule_the_clusters_are_given_all_the_same(lost, even):
    placed = lost.fit(even).assign(even)
    assert lost.n_segments_ == 12
    assert (placed["status"] == "ok").all()
    assert not lost.promotable


def test_where_there_is_structure_the_rule_is_not_asked(scheme, tiers, customers):
    placed = scheme.set_params(fallback=tiers).fit(customers).assign(customers)
    assert (placed["status"] == "ok").all()
    assert scheme.segment_names == ()


def test_a_scheme_fitted_again_forgets_the_rule(lost, tiers, even, customers):
    lost.set_params(fallback=tiers).fit(even)
    lost.set_params(selection__n_clusters=3).fit(customers)
    assert lost.segment_names == ()
    assert set(lost.assign(customers)["status"]) == {"ok"}


def test_a_saved_scheme_places_by_the_rule(lost, tiers, even, tmp_path):
    lost.set_params(fallback=tiers).fit(even)
    loaded = io.load_model(io.save_model(tmp_path / "kmeans.skops", lost))
    assert loaded.assign(even).equals(lost.assign(even))
    assert [each.key for each in loaded.segment_names] == ["high", "mid", "low"]


def test_a_customer_alone_gets_what_the_batch_gets(lost, tiers, even):
    batch = lost.set_params(fallback=tiers).fit(even).assign(even)
    alone = [lost.assign(even[i : i + 1]) for i in range(9)]
    assert pd.concat(alone, ignore_index=True).equals(batch[:9])
