import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from patronage.profiles.speaking import spoken


def z_of(shop, *, said="", **columns):
    """Tell the shop's segments with columns more, each with its kind."""
    features = shop.features.assign(**{name: v for name, (_, v) in columns.items()})
    rows = pd.DataFrame(
        [
            {"column": name, "unit": "", "kind": kind}
            for name, (kind, _) in columns.items()
        ]
    )
    dictionary = pd.concat([shop.dictionary, rows], ignore_index=True)
    told = spoken(features, shop.segments, dictionary, n_segments=3, said=said)
    return told.set_index(["segment", "column"])["z"]


@pytest.fixture
def segment(shop):
    return shop.segments["segment"].to_numpy()


@pytest.mark.parametrize(("known", "speaks"), [(30, True), (29, False)])
def test_a_column_must_be_known_of_half_of_the_segment(shop, segment, known, speaks):
    hours = np.where(segment == 0, 0.0, 2.0) + np.tile([-0.1, 0.1], 50)
    hours[known:60] = np.nan
    z = z_of(shop, hour_entropy=("raw", hours))
    assert np.isfinite(z[(0, "hour_entropy")]) == speaks
    assert np.isfinite(z[(1, "hour_entropy")])


def test_a_forecast_keeps_silent_where_its_theme_is_measured(shop, segment):
    noise = np.random.default_rng(0).normal(size=100)
    z = z_of(
        shop,
        expected_orders=("learned", segment + noise),
        wallet_share=("learned", segment - noise),
    )
    assert np.isnan(z[(2, "expected_orders")])  # frequency is measured
    assert np.isfinite(z[(2, "wallet_share")])  # nothing else says it


def test_of_columns_that_order_customers_alike_the_first_speaks(shop):
    twin = np.log(shop.features["monetary_total"])
    z = z_of(shop, spending=("attribute", twin))
    assert np.isnan(z[(2, "spending")])
    assert np.isfinite(z[(2, "monetary_total")])


def test_what_the_name_has_said_is_not_said_again_in_other_words(shop):
    twin = np.log(shop.features["monetary_total"])
    z = z_of(shop, said="monetary_total", spending=("attribute", twin))
    assert np.isnan(z[(2, "spending")])
    assert np.isnan(z[(2, "monetary_total")])
    assert np.isfinite(z[(2, "recency_days")])


def test_a_level_speaks_where_it_holds_for_half_of_the_segment(shop):
    within = np.arange(100)
    for held, speaks in ((5, True), (4, False)):
        by_card = (within >= 100 - held) | (within < 6)
        paid = pd.Categorical(np.where(by_card, "card", "cash"))
        z = z_of(shop, pay=("attribute", paid))
        assert np.isfinite(z[(2, "pay = card")]) == speaks
    assert np.isnan(z[(2, "pay = cash")])  # 6 of 10, but fewer than elsewhere


def test_names_tell_what_sets_apart_and_nothing_that_is_hardly_known(shop, segment):
    hours = np.where(segment == 0, 0.0, 9.0)
    hours[5:60] = np.nan
    contract = pd.Categorical(np.where(segment == 0, "month to month", "two years"))
    features = shop.features.assign(hour_entropy=hours, contract=contract)
    rows = pd.DataFrame({"column": ["hour_entropy", "contract"], "unit": ""})
    dictionary = pd.concat(
        [shop.dictionary, rows.assign(kind="raw")], ignore_index=True
    )
    told = spoken(features, shop.segments, dictionary, n_segments=3)
    names = profiles.cluster_names(told, {}, scheme="kmeans")["name_en"]
    assert "contract: month to month" in names[0]
    assert "hours" not in "".join(names)
