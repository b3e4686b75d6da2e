"""What must change no segment: order, names, currency, and everybody twice.

Among customers without clear groups, as real ones are, twice as many customers are more
evidence, and another number of segments may then win a near tie: there everybody is
doubled at a given number.
"""

import pandas as pd
import pytest
from hydra import compose, initialize_config_dir
from sklearn.base import clone
from sklearn.cluster import KMeans

from patronage.clustering import (
    Aside,
    ClusterScheme,
    FixedSelection,
    Resampling,
    StabilitySelection,
    Trials,
)
from patronage.config import instantiate, root
from patronage.segments import SegmentName

RATES = [0.01, 7.1, 1e6]
QUICK = Trials(n_nulls=9, n_references=1, n_splits=1, refit_inits=1, sample_size=300)
SHAPES = ["robust_log", "standard", "rank", "yeo_johnson", "min_max"]
MONEY = ["monetary_per_month", "monetary_total"]


def by_customer(scheme, table):
    fitted = clone(scheme).fit(table)
    return fitted.assign(table).set_index("customer_id")["segment"]


def shuffled(table):
    return table.sample(frac=1, random_state=9)


def renamed(table):
    """Everybody gets another's name, and stands where that name belongs."""
    names = table["customer_id"].iloc[::-1].to_numpy()
    return table.assign(customer_id=names).sort_values("customer_id")


def dear(table, money, rate):
    return table.assign(**{name: table[name] * rate for name in money})


def doubled(table):
    twins = table.assign(customer_id="twin" + table["customer_id"])
    return pd.concat([table, twins], ignore_index=True)


def same_whatever_they_are_called(scheme, table):
    segments = by_customer(scheme, table)
    again = by_customer(scheme, renamed(table))
    return again[segments.index[::-1]].tolist() == segments.tolist()


def same_when_doubled(scheme, table):
    segments = by_customer(scheme, table)
    both = by_customer(scheme, doubled(table))
    twins = both["twin" + segments.index]
    return both[segments.index].equals(segments) and (
        twins.tolist() == segments.tolist()
    )


def test_the_order_of_the_rows_does_not_matter(scheme, customers):
    segments = by_customer(scheme, customers)
    assert by_customer(scheme, shuffled(customers))[segments.index].equals(segments)


def test_the_names_of_the_customers_do_not_matter(scheme, customers):
    assert same_whatever_they_are_called(scheme, customers)


@pytest.mark.parametrize("rate", RATES)
def test_the_currency_does_not_matter(scheme, customers, rate):
    segments = by_customer(scheme, customers)
    assert by_customer(scheme, dear(customers, MONEY, rate)).equals(segments)


def test_every_customer_twice_gives_the_same_segments(scheme, customers):
    assert same_when_doubled(scheme, customers)


def test_nor_for_a_segment_by_rule_and_merged_clusters(scheme, customers):
    once = SegmentName(key="rare", en="Rare", zh="偶尔")
    rare = Aside(column="frequency", at_most=3, segment_name=once)
    scheme.set_params(aside=rare, merge_below=0.4)
    segments = by_customer(scheme, customers)
    assert segments.nunique() == 3
    assert clone(scheme).fit(customers).merges_
    assert by_customer(scheme, shuffled(customers))[segments.index].equals(segments)
    assert by_customer(scheme, dear(customers, MONEY, 7.1)).equals(segments)
    assert same_whatever_they_are_called(scheme, customers)
    assert same_when_doubled(scheme, customers)


@pytest.fixture(scope="module")
def journey(journey_job):
    """The features of Complete Journey, and which of them are money."""
    tables = journey_job.data / "processed" / "complete_journey"
    features = pd.read_parquet(tables / "features.parquet")
    units = pd.read_parquet(tables / "dictionary.parquet").set_index("column")["unit"]
    is_money = units.index[units.str.startswith("money")]
    return features, [name for name in is_money if name in features]


def of_households(shape, selection):
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        preprocessing = compose(f"preprocessing/{shape}")["preprocessing"]
    return ClusterScheme(
        name="households",
        purpose=None,
        preprocessing=instantiate(preprocessing),
        clusterer=KMeans(n_init=2, tol=0.0),
        selection=selection,
    )


@pytest.fixture(params=SHAPES)
def four(request):
    """Four segments, by each of the preprocessings that there are."""
    few = Resampling(n_bootstraps=1, refit_inits=1)
    selection = FixedSelection(n_clusters=4, resampling=few, trials=QUICK)
    return of_households(request.param, selection)


@pytest.fixture
def chosen():
    few = Resampling(n_bootstraps=3, refit_inits=1)
    choice = StabilitySelection(k_max=4, resampling=few, trials=QUICK)
    return of_households("robust_log", choice)


def test_the_currency_of_real_purchases_does_not_matter(four, journey):
    table, money = journey
    segments = by_customer(four, table)
    assert segments.nunique() == 4
    for rate in RATES:
        assert by_customer(four, dear(table, money, rate)).equals(segments)


def test_every_real_household_twice_gives_the_same_segments(four, journey):
    assert same_when_doubled(four, journey[0])


def test_neither_order_nor_names_of_real_households_matter(chosen, journey):
    table, money = journey
    segments = by_customer(chosen, table)
    assert by_customer(chosen, shuffled(table))[segments.index].equals(segments)
    assert by_customer(chosen, dear(table, money, 7.1)).equals(segments)
    assert same_whatever_they_are_called(chosen, table)
