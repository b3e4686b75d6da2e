import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering, BisectingKMeans, MiniBatchKMeans
from sklearn.mixture import GaussianMixture

from patronage import io
from patronage.clustering import FixedSelection
from patronage.errors import ConfigError, QualityError

ALGORITHMS = [
    MiniBatchKMeans(n_init=5, batch_size=4096),
    BisectingKMeans(n_init=5),
    GaussianMixture(n_init=2),
    AgglomerativeClustering(),
]
MONEY = ["monetary_per_month", "monetary_total"]


def by_customer(scheme, table):
    return scheme.fit(table).assign(table).set_index("customer_id")["segment"]


def test_the_kinds_are_found_and_the_most_valuable_is_segment_0(scheme, customers):
    segments = scheme.fit(customers).predict(customers)
    counts = pd.crosstab(customers["kind"], segments)
    assert counts.loc[["regular", "occasional", "lost"]].to_numpy().tolist() == [
        [150, 0, 0],
        [0, 150, 0],
        [0, 0, 150],
    ]
    assert scheme.structure_ == "stable"


@pytest.mark.parametrize("clusterer", ALGORITHMS, ids=lambda c: type(c).__name__)
def test_any_clusterer_of_scikit_learn_will_do(scheme, customers, clusterer):
    scheme.set_params(clusterer=clusterer).fit(customers)
    segments = scheme.predict(customers)
    assert (
        segments == customers["kind"].map(["regular", "occasional", "lost"].index)
    ).all()


def test_the_order_of_the_rows_does_not_matter(scheme, customers):
    segments = by_customer(scheme, customers)
    shuffled = customers.sample(frac=1, random_state=9)
    assert by_customer(clone(scheme), shuffled)[segments.index].equals(segments)


def test_the_names_of_the_customers_do_not_matter(scheme, customers):
    segments = by_customer(scheme, customers)
    renamed = customers.assign(customer_id=customers["customer_id"].iloc[::-1].values)
    again = by_customer(clone(scheme), renamed.sort_values("customer_id"))
    assert (again[renamed["customer_id"]].to_numpy() == segments.to_numpy()).all()


@pytest.mark.parametrize("rate", [0.01, 7.1, 100, 1e6])
def test_the_currency_does_not_matter(scheme, customers, rate):
    segments = by_customer(scheme, customers)
    dear = customers.assign(**{name: customers[name] * rate for name in MONEY})
    assert by_customer(clone(scheme), dear).equals(segments)


def test_every_customer_twice_gives_the_same_segments(scheme, customers):
    segments = by_customer(scheme, customers)
    twins = customers.assign(customer_id="twin" + customers["customer_id"])
    both = by_customer(clone(scheme), pd.concat([customers, twins], ignore_index=True))
    assert both[segments.index].equals(segments)
    assert both["twin" + segments.index].tolist() == segments.tolist()


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


def test_customers_who_all_bought_once_are_still_told_apart(scheme, customers):
    once = customers.assign(frequency=0.0)
    scheme.fit(once)
    assert scheme.pipeline_[0].dropped_["frequency"] == "constant"
    assert scheme.n_segments_ == 3


def test_customers_who_are_all_the_same_are_refused(scheme, customers):
    alike = customers.assign(recency_days=3.0, frequency=2.0, monetary_per_month=9.0)
    with pytest.raises(QualityError, match="one distinct point: use k = 1"):
        scheme.fit(alike)


@pytest.mark.parametrize("n", range(5))
def test_fewer_customers_than_segments_are_refused(scheme, customers, n):
    scheme.set_params(selection=FixedSelection(n_clusters=5))
    with pytest.raises(QualityError):
        scheme.fit(customers.iloc[:n])


def test_as_many_customers_as_segments_are_enough(scheme, customers):
    scheme.set_params(selection=FixedSelection(n_clusters=5))
    few = customers.drop_duplicates(["recency_days", "frequency"]).iloc[:5]
    assert sorted(scheme.fit(few).predict(few)) == [0, 1, 2, 3, 4]


def test_outcomes_are_refused(scheme, customers):
    with pytest.raises(ConfigError, match="never outcomes; got future_amount"):
        scheme.fit(customers.assign(future_amount=1.0))


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
def test_no_matrix_ever_holds_nan(preprocessing, values):
    columns = ["recency_days", "frequency", "monetary_per_month"]
    table = pd.DataFrame(values, columns=columns)
    try:
        fitted = clone(preprocessing).fit(table)
    except QualityError:
        return
    assert np.isfinite(fitted.transform(table)).all()
    assert np.isfinite(fitted.transform(table * np.nan)).all()
