import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage import io
from patronage.features import FeatureModel, PeerIndicator
from patronage.features.retailer import PeerDimension
from patronage.features.retailer.dimension import EVERYBODY

SPEND = {"spend": PeerIndicator(columns=["spend"])}
GAPS = {"gaps": PeerIndicator(columns=["gaps"], smaller_is_better=True)}


def shops(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns).assign(status="ok")


def test_one_indicator_is_its_rank_and_ties_share_theirs():
    table = shops(spend=[10.0, 20, 20, 40])
    found = PeerDimension(SPEND).fit(table).transform(table)
    assert found.tolist() == [12.5, 50, 50, 87.5]


def test_where_less_is_better_the_rank_is_turned_around():
    table = shops(gaps=[1.0, 2, 3, 4])
    found = PeerDimension(GAPS).fit(table).transform(table)
    assert found.tolist() == [87.5, 62.5, 37.5, 12.5]


def test_what_a_customer_lacks_does_not_count():
    table = shops(spend=[10.0, 20, np.nan, np.nan], gaps=[4.0, 1, 4, np.nan])
    found = PeerDimension(SPEND | GAPS).fit(table).transform(table)
    assert found[0] == 100 * np.mean([0.25, 1 - 2 / 3])
    assert found[1] == pytest.approx(100 * np.mean([0.75, 5 / 6]))
    assert found[2] == pytest.approx(100 / 3)
    assert np.isnan(found[3])


def test_customers_are_ranked_among_their_peers():
    table = shops(spend=[1.0, 2, 30, 40], format=["Z", "Z", "S", "S"])
    fitted = PeerDimension(SPEND, peers=["format"], min_peers=2).fit(table)
    assert fitted.transform(table).tolist() == [25, 75, 25, 75]


def test_a_small_group_is_ranked_among_all():
    table = shops(spend=[1.0, 2, 3, 40], format=["Z", "Z", "Z", "S"])
    fitted = PeerDimension(SPEND, peers=["format"], min_peers=3).fit(table)
    assert fitted.transform(table)[3] == 87.5
    assert fitted.transform(table)[0] == pytest.approx(100 / 6)


def test_a_group_is_small_where_few_of_it_have_the_indicator():
    spend = [1.0, np.nan, np.nan, 40, 50, 60]
    table = shops(spend=spend, format=["Z", "Z", "Z", "S", "S", "S"])
    fitted = PeerDimension(SPEND, peers=["format"], min_peers=3).fit(table)
    assert set(fitted.references_["spend"]) == {EVERYBODY, "S"}
    assert fitted.transform(table)[0] == 12.5


def test_peers_are_alike_in_all_columns_and_who_lacks_one_is_among_all():
    table = shops(
        spend=[1.0, 2, 3, 4, 5],
        format=["Z", "Z", "Z", "Z", None],
        market=["C", "C", "X", "X", "X"],
    ).astype({"format": "category"})
    fitted = PeerDimension(SPEND, peers=["format", "market"], min_peers=2).fit(table)
    assert fitted.transform(table).tolist() == [25, 75, 25, 75, 90]


def test_peer_columns_that_the_source_lacks_make_no_groups():
    table = shops(spend=[1.0, 2], market=["C", "X"])
    fitted = PeerDimension(SPEND, peers=["format", "market"], min_peers=1).fit(table)
    assert fitted.peers_ == ["market"]
    assert fitted.transform(table).tolist() == [50, 50]


def test_ranks_are_frozen_and_an_unknown_group_is_among_all():
    table = shops(spend=[1.0, 2, 30, 40], format=["Z", "Z", "S", "S"])
    fitted = PeerDimension(SPEND, peers=["format"], min_peers=2).fit(table)
    later = shops(spend=[1.5, 99, 35], format=["Z", "S", "new"])
    assert fitted.transform(later).tolist() == [50, 100, 75]


def test_a_dimension_of_which_the_source_offers_nothing_is_left_out():
    model = FeatureModel({"score": PeerDimension(GAPS, peers=["format"])})
    model.fit(shops(spend=[1.0], format=["Z"]))
    assert model.left_out_ == {"score": "not offered by this source"}


def test_a_dimension_reads_what_the_source_offers_and_asks_for_it_again():
    table = shops(spend=[1.0, 2])
    model = FeatureModel({"score": PeerDimension(SPEND | GAPS)}).fit(table)
    assert model.transform(table)["score"].tolist() == [25, 75]
    assert model.fitted_["score"].inputs == ("spend",)


def test_a_fitted_dimension_is_kept(tmp_path):
    table = shops(spend=[1.0, 2, 3], format=["Z", "S", "S"])
    fitted = PeerDimension(SPEND, peers=["format"], min_peers=2).fit(table)
    again = io.load_model(io.save_model(tmp_path / "model.skops", fitted))
    assert again.transform(table).tolist() == fitted.transform(table).tolist()


TABLES = st.lists(
    st.tuples(
        st.integers(-9, 9).map(float) | st.just(np.nan),
        st.integers(0, 3).map(float) | st.just(np.nan),
        st.sampled_from(["Z", "S", None]),
    ),
    min_size=1,
    max_size=12,
).map(lambda rows: pd.DataFrame(rows, columns=["spend", "gaps", "format"]))


@given(TABLES, st.integers(1, 4))
def test_units_and_order_of_customers_and_company_change_nothing(table, min_peers):
    dimension = PeerDimension(SPEND | GAPS, peers=["format"], min_peers=min_peers)
    fitted = dimension.fit(table)
    found = fitted.transform(table)
    assert ((found >= 0) & (found <= 100) | np.isnan(found)).all()
    alone = [fitted.transform(table.iloc[[i]])[0] for i in range(len(table))]
    np.testing.assert_array_equal(alone, found)
    other = table[::-1].assign(spend=100 * table["spend"])
    turned = PeerDimension(SPEND | GAPS, peers=["format"], min_peers=min_peers)
    np.testing.assert_array_equal(turned.fit(other).transform(other)[::-1], found)
