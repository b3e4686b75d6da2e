import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import r2_score

from patronage import compare

DAY = pd.Timestamp("2026-01-01")


def world(n=400, k=3, seed=0, effect=1.0):
    """Customers whose segment tells what they spend, more or less."""
    rng = np.random.default_rng(seed)
    segment = rng.integers(0, k, n)
    spend = np.exp(rng.normal(0, 1, n)) * (1 + effect * segment)
    amount = np.where(rng.random(n) < 0.5 + 0.15 * effect * segment / k, spend, 0.0)
    return tables(segment, amount)


def tables(segment, amount, retained=None):
    key = {"customer_id": [f"c{i:04d}" for i in range(len(segment))], "as_of": DAY}
    kept = np.asarray(amount) > 0 if retained is None else retained
    outcomes = pd.DataFrame({**key, "future_amount": amount, "retained": kept})
    return pd.DataFrame({**key, "segment": segment}), outcomes


def scores(segments, outcomes, **settings):
    found = compare.future(
        segments, outcomes, **{"seed": 0, "resamples": 40, **settings}
    )
    return {score.name: score for score in found}


def test_segments_that_know_the_future():
    segment = np.repeat([0, 1], 50)
    found = scores(*tables(segment, 1.0 + 2 * segment, segment == 1))
    assert found["future/r2"].value == pytest.approx(1)
    assert found["future/eta2"].value == pytest.approx(1)
    assert found["future/gini"].value == pytest.approx(1)
    assert found["future/spearman"].value == pytest.approx(1)
    assert found["future/lift_top"].value == pytest.approx(1.5)
    assert found["future/retention_auc"].value == 1


def test_one_segment_is_the_forecast_that_others_are_held_against():
    segments, outcomes = world()
    found = scores(segments.assign(segment=0), outcomes)
    told = {name: score.value for name, score in found.items()}
    assert told == {
        "future/r2": 0,
        "future/gini": 0,
        "future/spearman": 0,
        "future/lift_top": 1,
        "future/retention_auc": 0.5,
    }


def test_random_segments_of_any_number_foretell_nothing():
    segments, outcomes = world(effect=2.0)
    inside = dict.fromkeys(("future/gini", "future/r2", "future/retention_auc"), 0)
    n, chance = 40, {"future/retention_auc": 0.5}
    for seed in range(n):
        dealt = compare.random_segments(segments, seed=seed)
        found = scores(dealt, outcomes, seed=seed)
        for name in inside:
            inside[name] += found[name].low <= chance.get(name, 0) <= found[name].high
    assert min(inside.values()) >= 0.9 * n, inside


def test_the_interval_covers_what_a_large_population_shows():
    truth = scores(*world(n=60_000, seed=99), resamples=1)
    names = ("future/gini", "future/retention_auc", "future/r2")
    inside = dict.fromkeys(names, 0)
    for seed in range(40):
        found = scores(*world(n=800, seed=seed), seed=seed)
        for name in names:
            inside[name] += found[name].low <= truth[name].value <= found[name].high
    assert min(inside.values()) >= 32, inside


def test_a_useless_split_is_not_rewarded_but_by_eta_squared():
    segments, outcomes = world(n=200, effect=0.0)
    many = segments.assign(segment=np.arange(200) % 40)
    found = scores(many, outcomes)
    assert found["future/eta2"].value > 0.1
    assert found["future/epsilon2"].value < 0.05
    assert found["future/r2"].value < 0


def test_r2_is_that_of_scikit_learn_where_the_forecast_is_the_mean_of_all():
    segment = np.repeat([0, 1, 2], 60)
    amount = segment * 5 + np.random.default_rng(1).normal(0, 1, 180)
    found = scores(*tables(segment, amount))["future/r2"].value
    assert found == pytest.approx(r2_score(amount, segment * 5), abs=0.02)


def test_customers_without_a_segment_are_foretold_as_if_there_were_none():
    segments, outcomes = world()
    half = segments.assign(
        segment=segments["segment"].where(segments.index % 2 == 0, -1)
    )
    whole, part = scores(segments, outcomes), scores(half, outcomes)
    assert 0 < part["future/r2"].value < whole["future/r2"].value
    absent = segments[segments.index % 2 == 0]
    assert scores(absent, outcomes)["future/r2"] == part["future/r2"]


def test_numbers_and_order_of_segments_do_not_matter():
    segments, outcomes = world()
    renamed = segments.assign(segment=segments["segment"].map({0: 2, 1: 0, 2: 1}))
    shuffled = outcomes.sample(frac=1, random_state=0)
    again, first = scores(renamed, shuffled), scores(segments, outcomes)
    assert [*again] == [*first]
    for name, score in first.items():
        assert again[name].value == pytest.approx(score.value)


def test_the_currency_does_not_matter():
    segments, outcomes = world()
    cents = outcomes.assign(future_amount=outcomes["future_amount"] * 128)
    for name, score in scores(segments, cents).items():
        assert score.value == pytest.approx(scores(segments, outcomes)[name].value)


def test_what_does_not_vary_is_not_told():
    found = scores(*tables(np.repeat([0, 1], 20), np.full(40, 0.5), True))
    assert set(found) <= {"future/gini", "future/spearman", "future/lift_top"}


@pytest.mark.parametrize("n", [0, 9])
def test_too_few_customers_tell_nothing(n):
    segments, outcomes = world()
    assert compare.future(segments, outcomes[:n], seed=0) == []


def test_all_numbers_are_finite_for_random_worlds():
    rng = np.random.default_rng(0)
    for seed in range(30):
        segment = rng.integers(-1, 3, 12)
        amount = rng.integers(-1, 2, 12).astype(float)
        found = scores(*tables(segment, amount, rng.random(12) < 0.5), seed=seed)
        assert all(np.isfinite(score.value) for score in found.values())


def test_each_axis_is_judged_by_the_orders_to_come():
    key = {"customer_id": list("abcd"), "as_of": pd.Timestamp("2017-01-01")}
    axes = pd.DataFrame({**key, "attitude": 0.5, "repeat": [0.1, 0.4, 0.3, 0.9]})
    outcomes = pd.DataFrame({**key, "future_orders": [0.0, 2, 1, 5]})
    (only,) = compare.axis_validity(axes, outcomes, ["attitude", "repeat"])
    assert (only.name, only.value) == ("future/repeat_spearman", pytest.approx(1))


def test_amounts_that_are_all_equal_leave_nothing_to_foretell():
    equal = np.full(60, 0.1)
    found = scores(*tables(np.arange(60) % 4, equal, np.arange(60) % 2 == 0))
    assert not {"future/r2", "future/gini", "future/eta2"} & found.keys()


def test_a_fold_without_a_spender_does_not_silence_the_others():
    amount = np.where(np.arange(40) % 13 == 0, 5.0, 0.0)
    found = scores(*tables(np.arange(40) % 3, amount))
    for name in ("future/gini", "future/retention_auc"):
        assert found[name].low < found[name].value < found[name].high


def test_an_interval_holds_its_value_and_no_share_is_above_one():
    amount = np.random.default_rng(0).lognormal(2, 1.5, 30)
    for n in (10, 20, 30):
        found = scores(*tables(np.digitize(amount[:n], [5, 10, 50]), amount[:n]))
        for score in found.values():
            assert np.isnan(score.low) or score.low <= score.value <= score.high
        assert found["future/r2"].high <= 1
