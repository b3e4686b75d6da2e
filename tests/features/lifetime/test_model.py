import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage import io
from patronage.features.lifetime import BGBB, LifetimeModel, ParetoNBD
from tests.features.lifetime.evidence_tables import evidence, weekly_orders

FEATURES = evidence()


def foretold(model: LifetimeModel, features: pd.DataFrame) -> pd.DataFrame:
    names = model.get_feature_names_out()
    return pd.DataFrame(model.transform(features), columns=names)


@pytest.fixture(scope="module")
def fitted() -> LifetimeModel:
    return LifetimeModel().fit(FEATURES)


def test_four_columns_that_belong_together(fitted):
    columns = foretold(fitted, FEATURES)
    assert fitted.fallback_ == ""
    assert columns.notna().all(axis=None)
    assert columns["p_alive"].between(0, 1).all()
    worth = columns["clv_expected"] / columns["expected_order_value"]
    yearly = columns["expected_orders"]
    assert ((worth > yearly) & (worth < 3 * yearly)).mean() > 0.99


def test_parameters_are_of_weeks_though_evidence_is_of_days(fitted):
    found = fitted.lifetimes_.parameters_
    assert (found.r, found.alpha) == pytest.approx((0.6, 45 / 7), rel=0.25)


def test_it_is_frozen_once_fitted(fitted):
    some = foretold(fitted, FEATURES.iloc[:10])
    assert some.equals(foretold(fitted, FEATURES).iloc[:10])


def test_the_holdout_is_foretold(fitted):
    assert fitted.holdout_["total_ratio"] == pytest.approx(1, abs=0.12)
    assert fitted.holdout_["spearman"] > 0.3


def test_who_has_no_history_has_no_future(fitted):
    nobody = FEATURES.iloc[:2].assign(lifetime_x=np.nan, lifetime_t_x=np.nan)
    assert foretold(fitted, nobody).isna().all(axis=None)


def test_a_longer_horizon_expects_more(fitted):
    longer = LifetimeModel(horizon_days=730).fit(FEATURES)
    more, less = (foretold(m, FEATURES)["expected_orders"] for m in (longer, fitted))
    assert (more > less).all()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (slice(0, 400), "it needs 500 customers; got 400"),
        (FEATURES["lifetime_x"] == 0, "it needs 100 who bought again; got 0"),
    ],
)
def test_with_too_little_the_heuristic_stands_in(rows, reason):
    few = FEATURES[rows]
    model = LifetimeModel().fit(few)
    columns = foretold(model, few)
    assert model.fallback_ == reason
    assert model.holdout_ == {}
    assert columns.iloc[:, 1:].isna().all(axis=None)
    silence = few["lifetime_T"] - few["lifetime_t_x"]
    gap = few["lifetime_t_x"] + model.alive_.median_gap_
    expected = np.exp(-silence * (few["lifetime_x"] + 1) / gap)
    assert columns["p_alive"].to_numpy() == pytest.approx(expected, nan_ok=True)


def test_a_fit_that_is_not_accepted_is_not_used():
    always = FEATURES.assign(lifetime_t_x=FEATURES["lifetime_T"] - 1, lifetime_x=50)
    model = LifetimeModel().fit(always)
    assert model.fallback_.startswith("parameters should lie within")
    assert foretold(model, always)["p_alive"].notna().all()


def test_bgnbd_has_no_p_alive_that_could_pass_for_loyalty():
    columns = foretold(LifetimeModel(model="bgnbd").fit(FEATURES), FEATURES)
    assert columns["p_alive"].isna().all()
    assert columns["expected_orders"].notna().all()


def test_pareto_nbd_values_customers_for_ever(fitted):
    model = LifetimeModel(model="paretonbd").fit(FEATURES)
    assert isinstance(model.lifetimes_, ParetoNBD)
    columns = foretold(model, FEATURES)
    x = FEATURES[["lifetime_x", "lifetime_t_x", "lifetime_T"]].to_numpy() / [1, 7, 7]
    worth = model.lifetimes_.dert(x, np.log(1.12) / 52)
    assert columns["clv_expected"].to_numpy() == pytest.approx(
        (columns["expected_order_value"] * worth).to_numpy()
    )


def test_even_orders_by_a_known_cycle_are_counted_in_cycles():
    orders = weekly_orders()
    model = LifetimeModel(cycle_days=7).fit(orders)
    assert isinstance(model.lifetimes_, BGBB)
    assert model.fallback_ == ""
    assert model.holdout_["total_ratio"] == pytest.approx(1, abs=0.1)
    assert foretold(model, orders)["expected_orders"].max() < 52
    uneven = LifetimeModel(cycle_days=7).fit(orders.assign(lifetime_gap_cv=0.5))
    assert uneven.model_ == "mbgnbd"


def test_the_margin_is_that_of_all_customers_where_costs_are_known(fitted):
    assert (fitted.margin_, fitted.value_is_revenue_) == (1.0, True)
    costs = FEATURES.assign(monetary_total=100.0, margin_total=30.0)
    earned = LifetimeModel().fit(costs)
    assert (earned.margin_, earned.value_is_revenue_) == (0.3, False)
    given = LifetimeModel(margin=0.2).fit(costs)
    assert (given.margin_, given.value_is_revenue_) == (0.2, False)
    full, part = (foretold(m, FEATURES)["clv_expected"] for m in (fitted, given))
    assert part.to_numpy() == pytest.approx(0.2 * full.to_numpy())


def test_it_says_what_it_reads():
    assert set(LifetimeModel().inputs) == set(FEATURES)
    assert set(LifetimeModel(cycle_days=7).inputs) == set(weekly_orders())


def test_scikit_learn_can_copy_it():
    model = LifetimeModel(model="bgbb", cycle_days=7, margin=0.4)
    assert clone(model).get_params() == model.get_params()


def test_it_is_kept_as_a_file(fitted, tmp_path):
    path = io.save_model(tmp_path / "lifetimes.skops", fitted)
    again = io.load_model(path)
    assert foretold(again, FEATURES).equals(foretold(fitted, FEATURES))
    assert again.report() == fitted.report()
