import numpy as np
import pandas as pd
import pytest

from patronage import compare

NAMES = ("attitude", "repeat")
GAIN = "future/interaction_r2_gain"


def world(*, product, n=1000, seed=0):
    """Customers whose later spend depends on two axes, and on their product."""
    rng = np.random.default_rng(seed)
    a, r = rng.random((2, n))
    worth = 0.5 * a + r + product * (a - 0.5) * (r - 0.5) + rng.normal(0, 0.2, n)
    ids = [f"c{i:05d}" for i in range(n)]
    key = {"customer_id": ids, "as_of": pd.Timestamp("2017-06-30")}
    axes = pd.DataFrame({**key, "attitude": a, "repeat": r})
    chance = 1 / (1 + np.exp(-4 * (worth - worth.mean())))
    outcomes = pd.DataFrame(
        {
            **key,
            "future_amount": np.expm1(np.maximum(worth + 1, 0)),
            "retained": rng.random(n) < chance,
        }
    )
    return axes, outcomes


def found(**settings):
    return compare.interaction(*world(**settings), NAMES)


def values(one):
    return {metric.name: metric.value for metric in one.metrics}


def test_an_interaction_that_is_there_is_found():
    one = found(product=3.0)
    assert one.supported
    assert values(one)[GAIN] > 0.2
    assert values(one)[f"{GAIN}_low"] > 0.1
    assert one.gains["auc"].low > 0
    assert "beyond each alone" in one.sentences[0].en


def test_main_effects_alone_are_no_interaction():
    one = found(product=0.0)
    assert not one.supported
    assert abs(values(one)[GAIN]) < 0.01
    assert one.gains["r2"].low < 0 < one.gains["r2"].high
    assert "not seen in" in one.sentences[0].en
    assert "看不出" in one.sentences[1].zh


def test_without_an_interaction_few_of_many_worlds_find_one():
    worlds = [found(product=0.0, n=300, seed=seed) for seed in range(12)]
    assert sum(one.gains["r2"].low > 0 for one in worlds) <= 2


def test_each_axis_is_judged_alone_too():
    numbers = values(found(product=0.0))
    assert numbers["future/repeat_r2"] > numbers["future/attitude_r2"] > 0.05
    assert numbers["future/both_r2"] > numbers["future/repeat_r2"]
    assert numbers["future/both_auc"] > numbers["future/attitude_auc"] > 0.5


def test_neither_rows_nor_ids_nor_units_change_a_result():
    axes, outcomes = world(product=1.0)
    one = compare.interaction(axes, outcomes, NAMES)
    shuffled = axes.sample(frac=1, random_state=0), outcomes.iloc[::-1]
    other = compare.interaction(*shuffled, NAMES)
    assert one.metrics == other.metrics
    back = {old: f"x{i:05d}" for i, old in enumerate(axes["customer_id"][::-1])}
    renamed = [
        t.assign(customer_id=t["customer_id"].map(back)) for t in (axes, outcomes)
    ]
    assert compare.interaction(*renamed, NAMES).metrics == one.metrics
    scaled = axes.assign(attitude=1000 * axes["attitude"] - 3)
    again = values(compare.interaction(scaled, outcomes, NAMES))
    assert again[GAIN] == pytest.approx(values(one)[GAIN], abs=1e-9)


def test_outcomes_that_do_not_vary_are_not_told():
    axes, outcomes = world(product=1.0)
    kept = compare.interaction(axes, outcomes.assign(retained=True), NAMES)
    assert set(kept.gains) == {"r2"}
    still = outcomes.assign(retained=True, future_amount=0.0)
    assert compare.interaction(axes, still, NAMES).metrics == []


def test_few_customers_say_nothing():
    axes, outcomes = world(product=1.0, n=60)
    assert compare.interaction(axes, outcomes[:49], NAMES) is None
    assert compare.interaction(axes, outcomes[:50], NAMES) is not None
    unknown = axes.assign(attitude=axes["attitude"].where(axes.index < 49))
    assert compare.interaction(unknown, outcomes, NAMES) is None


def test_an_axis_that_is_the_same_for_all_adds_nothing():
    axes, outcomes = world(product=1.0)
    flat = compare.interaction(axes.assign(attitude=0.3), outcomes, NAMES)
    assert not flat.supported
    assert all(np.isfinite(metric.value) for metric in flat.metrics)


def test_the_table_names_the_axes():
    table = found(product=0.0).table
    assert table["model"].tolist() == 2 * ["attitude", "repeat", "both", "product"]
    assert table.columns.tolist() == ["measure", "model", "value"]
