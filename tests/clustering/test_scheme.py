import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering, BisectingKMeans, MiniBatchKMeans
from sklearn.mixture import GaussianMixture

from patronage import io
from patronage.clustering import (
    Aside,
    FixedSelection,
    Gate,
    Hdbscan,
    Resampling,
    Structure,
    meaning,
)
from patronage.clustering.placement import Placement
from patronage.errors import ConfigError
from patronage.loggable import Metric
from patronage.segments import SegmentName

ALGORITHMS = [
    MiniBatchKMeans(n_init=5, batch_size=4096),
    BisectingKMeans(n_init=5),
    GaussianMixture(n_init=2),
    AgglomerativeClustering(),
]
ONCE = SegmentName(key="once", en="Bought once", zh="仅购一次")


def test_the_kinds_are_found_and_the_most_valuable_is_segment_0(scheme, customers):
    segments = scheme.fit(customers).predict(customers)
    counts = pd.crosstab(customers["kind"], segments)
    assert counts.loc[["regular", "occasional", "lost"]].to_numpy().tolist() == [
        [150, 0, 0],
        [0, 150, 0],
        [0, 0, 150],
    ]
    assert scheme.structure_ == "natural"
    assert scheme.promotable


@pytest.mark.parametrize("clusterer", ALGORITHMS, ids=lambda c: type(c).__name__)
def test_any_clusterer_of_scikit_learn_will_do(scheme, customers, clusterer):
    scheme.set_params(clusterer=clusterer).fit(customers)
    segments = scheme.predict(customers)
    assert (
        segments == customers["kind"].map(["regular", "occasional", "lost"].index)
    ).all()


def test_the_number_of_threads_changes_no_bit(scheme, customers):
    one = scheme.fit(customers).assign(customers)
    two = clone(scheme).set_params(n_jobs=2).fit(customers).assign(customers)
    assert one.equals(two)


@pytest.mark.parametrize("clusterer", [None, *ALGORITHMS])
def test_a_customer_alone_gets_what_the_batch_gets(scheme, customers, clusterer):
    if clusterer is not None:
        scheme.set_params(clusterer=clusterer)
    batch = scheme.fit(customers).assign(customers)
    alone = [scheme.assign(customers[i : i + 1]) for i in range(0, 450, 15)]
    assert pd.concat(alone, ignore_index=True).equals(
        batch.iloc[::15].reset_index(drop=True)
    )


def test_a_saved_scheme_answers_the_same(scheme, customers, tmp_path):
    scheme.set_params(clusterer=GaussianMixture()).fit(customers)
    loaded = io.load_model(io.save_model(tmp_path / "kmeans.skops", scheme))
    assert loaded.assign(customers).equals(scheme.assign(customers))
    assert loaded.get_params()["value"] == "monetary_total"


def test_a_shuffled_table_gives_the_same_bytes_of_model(scheme, customers, tmp_path):
    one = io.save_model(tmp_path / "one.skops", scheme.fit(customers))
    shuffled = clone(scheme).fit(customers.sample(frac=1, random_state=5))
    two = io.save_model(tmp_path / "two.skops", shuffled)
    assert one.read_bytes() == two.read_bytes()


def test_customers_without_evidence_keep_their_status(scheme, customers):
    table = customers.assign(status=["dormant"] * 5 + ["ok"] * 445)
    placed = scheme.fit(table).assign(table)
    assert placed["segment"][:5].tolist() == [-1] * 5
    assert placed["status"][:6].tolist() == ["dormant"] * 5 + ["ok"]


def test_an_empty_table_is_scored_as_empty(scheme, customers):
    assert scheme.fit(customers).assign(customers[:0]).empty


def test_distances_are_not_passed_off_as_probabilities(scheme, customers):
    placed = scheme.fit(customers).assign(customers)
    assert placed["probability"].isna().all()
    assert placed["margin"].between(0, 1).all()
    soft = scheme.set_params(clusterer=GaussianMixture()).fit(customers)
    assert soft.assign(customers)["probability"].between(1 / 3, 1).all()


def test_without_the_value_column_segments_go_by_the_first_column(scheme, customers):
    scheme.fit(customers.drop(columns="monetary_total"))
    assert scheme.value_ == "recency_days"
    by_recency = customers.groupby(scheme.predict(customers))["recency_days"].mean()
    assert by_recency.is_monotonic_decreasing


@pytest.fixture
def with_once(customers):
    """And 300 who never came back, the best of them dearer than anybody else."""
    rng = np.random.default_rng(5)
    once = customers.sample(300, random_state=2).assign(
        customer_id=[f"once{i}" for i in range(300)],
        frequency=0.0,
        monetary_total=rng.lognormal(9, size=300),
    )
    return pd.concat([customers, once], ignore_index=True)


def set_aside(scheme, **settings):
    rule = {"column": "frequency", "segment_name": ONCE} | settings
    return scheme.set_params(aside=Aside(**rule))


def test_the_many_with_nothing_are_the_last_segment_by_rule(scheme, with_once):
    placed = set_aside(scheme).fit(with_once).assign(with_once)
    once = with_once["frequency"] == 0
    assert scheme.n_segments_ == 4
    assert (placed.loc[once, "segment"] == 3).all()
    assert (placed.loc[~once, "segment"] < 3).all()
    assert (placed["status"] == "ok").all()
    assert placed.loc[once, "probability"].eq(1.0).all()
    assert scheme.given_names == {3: ONCE}
    assert scheme.shares_.tolist() == pytest.approx([0.2, 0.2, 0.2, 0.4])


def test_who_is_set_aside_has_no_part_in_the_clusters(scheme, customers, with_once):
    alone = clone(scheme).fit(customers).predict(customers)
    beside = set_aside(scheme).fit(with_once).predict(customers)
    assert (alone == beside).all()
    assert "the clusters are of the rest" in " ".join(scheme.caveats(with_once))


def test_where_too_few_have_nothing_everybody_is_clustered(scheme, with_once):
    set_aside(scheme, min_share=0.5).fit(with_once)
    assert scheme.given_names == {}
    assert scheme.n_segments_ == len(scheme.shares_)


def test_a_scheme_with_a_rule_is_saved_with_it(scheme, with_once, tmp_path):
    set_aside(scheme).fit(with_once)
    loaded = io.load_model(io.save_model(tmp_path / "kmeans.skops", scheme))
    assert loaded.assign(with_once).equals(scheme.assign(with_once))
    assert loaded.given_names == {3: ONCE}


def test_newcomers_that_are_like_nobody_are_unassigned(scheme, customers, monkeypatch):
    clusterer = scheme.fit(customers).pipeline_[-1]
    before = scheme.assign(customers)
    place = clusterer.place

    def with_noise(matrix):
        placed = place(matrix)
        noise = np.arange(len(matrix)) < 9
        return Placement(
            label=np.where(noise, -1, placed.label),
            margin=np.where(noise, np.nan, placed.margin),
            probability=placed.probability,
        )

    monkeypatch.setattr(clusterer, "place", with_noise)
    placed = scheme.assign(customers)
    assert placed["segment"][:9].tolist() == [-1] * 9
    assert placed["status"][:9].tolist() == ["unassigned"] * 9
    assert placed[9:].equals(before[9:])


def test_customers_between_dense_groups_are_unassigned(scheme, customers):
    far = customers[:12].assign(
        recency_days=np.geomspace(1, 300, 12),
        frequency=np.tile([900.0, 1.0], 6),
        monetary_per_month=np.geomspace(9000, 0.1, 12),
        monetary_total=1e9,
    )
    table = pd.concat([customers, far], ignore_index=True)
    scheme.set_params(clusterer=Hdbscan(min_cluster_size=50))
    scheme.set_params(selection__resampling=Resampling(n_bootstraps=0))
    placed = scheme.fit(table).assign(table)
    left = placed["segment"] == -1
    assert (left == (placed["status"] == "unassigned")).all()
    assert 0 < left.sum() < 60
    assert scheme.n_segments_ == 3
    ranked = customers.groupby(placed["segment"][: len(customers)])["monetary_total"]
    assert ranked.mean().drop(-1, errors="ignore").is_monotonic_decreasing
    assert scheme.shares_.sum() == pytest.approx(1 - left.mean())


def test_merged_clusters_are_one_segment(scheme, customers):
    table = customers.drop(customers.index[customers["kind"] == "lost"][:100])
    placed = scheme.set_params(merge_below=0.2).fit(table).assign(table)
    assert scheme.n_segments_ == 2
    assert placed["segment"].nunique() == 2
    assert placed["segment"].groupby(table["kind"].to_numpy()).nunique().eq(1).all()
    assert sorted(scheme.shares_) == pytest.approx([150 / 350, 200 / 350])


def test_the_columns_that_are_used_are_told(scheme, customers):
    scheme.fit(customers.assign(frequency=0.0))
    assert scheme.used_columns == ["recency_days", "monetary_per_month"]


def test_segments_too_small_to_serve_are_not_promoted_and_it_is_said(
    of_four, with_whales
):
    of_four.fit(with_whales)
    assert of_four.structure_ != "none"
    assert not of_four.promotable
    assert "Not to be promoted. Too small: the smallest segment has 6 customers" in (
        of_four.verdict_
    )


@pytest.mark.parametrize(
    "gate", [Gate(min_n=10**6), Gate(k_min=4), Gate(k_max=2), Gate(jaccard_min=1.1)]
)
def test_what_the_gate_refuses_is_not_promoted(scheme, customers, gate):
    kept = {name: getattr(scheme.selection, name) for name in ("resampling", "trials")}
    three = FixedSelection(n_clusters=3, gate=gate, **kept)
    scheme.set_params(selection=three).fit(customers)
    assert scheme.structure_ == "natural"
    assert not scheme.promotable
    assert "Not to be promoted." in scheme.verdict_


def test_one_segment_of_everybody_is_not_promoted(scheme, customers):
    one = FixedSelection(n_clusters=1, gate=Gate(k_min=1))
    one.set_params(resampling=scheme.selection.resampling)
    scheme.set_params(selection=one).fit(customers)
    assert scheme.refusals_ == []
    assert not scheme.promotable
    assert scheme.meaning.en == "one segment: nobody is told apart"


def test_after_merging_the_gate_looks_at_what_is_served(of_four, with_whales):
    of_four.set_params(merge_below=0.03).fit(with_whales)
    assert of_four.n_segments_ == 3
    assert of_four.refusals_ == []
    assert of_four.promotable
    assert "Too small" not in of_four.verdict_
    assert of_four.verdict_.endswith(
        "This was measured before 4 clusters were merged into 3."
    )
    metrics = {
        m.name: m.value for m in of_four.report(with_whales) if isinstance(m, Metric)
    }
    assert metrics["stability/jaccard_min"] == of_four.jaccard_.min()
    assert metrics["stability/jaccard_mean"] == of_four.jaccard_.mean()


def test_what_is_still_too_small_after_merging_is_said_of_what_is_left(
    of_four, with_whales
):
    of_four.set_params(merge_below=0.005, selection__gate=Gate(min_n=152))
    told = of_four.fit(with_whales).refusals_
    assert told[0].startswith("Too small: the smallest segment has 6 customers")
    (sentence,) = of_four.set_params(merge_below=0.03).fit(with_whales).refusals_
    assert sentence.startswith("Too small: the smallest segment has 149 customers")


def test_what_the_segments_are_is_a_phrase(scheme, customers):
    assert scheme.fit(customers).meaning == meaning(Structure.NATURAL)
    scheme.fallback_ = scheme
    assert scheme.meaning.en == "segments by rule: no clusters can be found again"


def test_nothing_is_asked_of_customers_whom_the_rule_sets_aside(scheme, customers):
    lost = (customers["kind"] == "lost").to_numpy()
    odd = customers.assign(
        bought=np.where(lost, 0.0, 1.0),
        frequency=customers["frequency"].where(~lost, np.inf),
    )
    scheme.set_params(aside=Aside(column="bought", segment_name=ONCE))
    segments = scheme.fit(odd).assign(odd)["segment"]
    assert (segments[lost] == scheme.n_clusters_).all()
    assert len(scheme.assign(odd[lost])) == lost.sum()


def test_the_rule_that_sets_aside_may_not_look_at_what_is_denied(scheme, customers):
    scheme.set_params(
        aside=Aside(column="age_years", segment_name=ONCE),
        preprocessing__denied=["age"],
    )
    with pytest.raises(ConfigError, match="age_years"):
        scheme.fit(customers.assign(age_years=0.0))
