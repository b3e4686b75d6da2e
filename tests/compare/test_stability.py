import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from patronage import compare
from patronage.segments import Membership, SegmentScheme


class Means(SegmentScheme):
    """K-means on one column; customers below `least` are in no segment."""

    def __init__(self, n_clusters=2, least=-np.inf):
        self.n_clusters = n_clusters
        self.least = least

    def fit(self, features, y=None):
        values = features.loc[features["status"] == "ok", ["spend"]].to_numpy()
        self.model_ = KMeans(self.n_clusters, n_init=1, random_state=0).fit(values)
        self.n_segments_ = self.n_clusters
        return self

    def membership(self, features):
        values = features[["spend"]].to_numpy()
        label = np.where(values[:, 0] < self.least, -1, self.model_.predict(values))
        nothing = np.full(len(label), np.nan)
        status = np.where(label < 0, "unknown", "ok")
        return Membership(
            segment=label, status=status, probability=nothing, margin=nothing
        )


def customers(spend):
    ids = [f"c{i}" for i in range(len(spend))]
    table = pd.DataFrame({"customer_id": ids, "spend": spend})
    return table.assign(as_of=pd.Timestamp("2026-01-01"), status="ok")


RNG = np.random.default_rng(0)
APART = customers(np.concatenate([RNG.normal(0, 1, 60), RNG.normal(50, 1, 40)]))
EVEN = customers(RNG.uniform(size=100))


def agreement(scheme, features, **settings):
    return compare.bootstrap_agreement(
        scheme.fit(features), features, seed=0, n_bootstraps=8, **settings
    )


def test_groups_that_stand_apart_come_back():
    found = agreement(Means(2), APART)
    assert found.ari == 1
    assert found.jaccard == {0: 1, 1: 1}


def test_cuts_through_a_cloud_do_not():
    assert agreement(Means(6), EVEN).ari < 0.8


def test_any_number_of_jobs_gives_the_same():
    one, two = (agreement(Means(4), EVEN, n_jobs=n) for n in (1, 2))
    assert one == two


def test_the_seed_decides():
    fitted = Means(4).fit(EVEN)
    one, two = (
        compare.bootstrap_agreement(fitted, EVEN, seed=seed, n_bootstraps=3)
        for seed in (1, 2)
    )
    assert one != two


def test_the_scheme_itself_is_left_as_it_was():
    scheme = Means(2).fit(APART)
    before = scheme.model_.cluster_centers_.copy()
    compare.bootstrap_agreement(scheme, APART, seed=0, n_bootstraps=2)
    assert (scheme.model_.cluster_centers_ == before).all()


def test_scores_stand_under_one_prefix():
    found = compare.Agreement(0.9, {0: 0.8, 2: 0.6}).scores
    assert {metric.name: metric.value for metric in found} == {
        "stability/ari": 0.9,
        "stability/jaccard_min": 0.6,
        "stability/jaccard_mean": pytest.approx(0.7),
    }


def test_a_scheme_that_places_nobody_has_no_stability():
    found = agreement(Means(2, least=np.inf), APART)
    assert found.scores == []


def test_customers_who_are_dormant_take_no_part():
    dormant = APART.assign(status=["dormant"] * 60 + ["ok"] * 40)
    found = agreement(Means(2), dormant)
    assert set(found.jaccard) == {0, 1}


def test_the_bounds_are_those_of_the_bootstraps():
    found = agreement(Means(6), EVEN)
    low, high = found.bounds
    assert low < found.ari < high
    assert found.scores[0].low == low
