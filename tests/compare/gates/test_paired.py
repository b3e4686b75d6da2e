import numpy as np
import pandas as pd
import pytest

from patronage import compare
from patronage.compare import usefulness
from tests.compare.gates.populations import drawn, outcomes_of, segments_of


def kinds(n=1200, seed=0):
    """Segments that know who spends, and the outcomes."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 4, n)
    amount = np.where(rng.random(n) < 0.2 + 0.2 * kind, np.exp(rng.normal(kind)), 0.0)
    return kind, outcomes_of(amount)


def compared(before, after, outcomes, **settings):
    given = {"seed": 0, "resamples": 60, **settings}
    return usefulness(segments_of(before), segments_of(after), outcomes, **given)


def test_values_are_those_of_each_side_by_itself():
    kind, outcomes = kinds()
    found = compared(kind // 2, kind, outcomes).set_index("measure")
    for name, labels in (("champion", kind // 2), ("challenger", kind)):
        alone = compare.future(segments_of(labels), outcomes, seed=0, resamples=2)
        told = {score.name: score.value for score in alone}
        for measure in found.index:
            assert found.loc[measure, name] == told[f"future/{measure}"]


def test_a_side_against_itself_differs_in_nothing():
    kind, outcomes = kinds()
    found = compared(kind, kind, outcomes)
    assert (found[["difference", "low", "high"]] == 0).all(axis=None)


def test_other_numbers_of_the_same_segments_differ_in_nothing():
    kind, outcomes = kinds()
    found = compared(kind, 3 - kind, outcomes)
    assert found[["difference", "low", "high"]].abs().max(axis=None) < 1e-12


def test_exchanged_sides_mirror_the_difference():
    kind, outcomes = kinds()
    there, back = (
        compared(kind // 2, kind, outcomes),
        compared(kind, kind // 2, outcomes),
    )
    assert np.allclose(there["low"], -back["high"])
    assert np.allclose(there["difference"], -back["difference"])


def test_drawing_both_sides_together_leaves_less_doubt_than_each_alone():
    kind, outcomes = kinds()
    moved = np.where(np.arange(len(kind)) % 200 == 0, (kind + 1) % 4, kind)
    found = compared(moved, kind, outcomes).set_index("measure")
    width = (found["high"] - found["low"])["gini"]
    alone = compare.future(segments_of(kind), outcomes, seed=0, resamples=60)
    of_one = next(score for score in alone if score.name == "future/gini")
    assert width < 0.5 * (of_one.high - of_one.low)


def test_random_splits_of_the_same_segments_are_no_gain():
    kind, outcomes = kinds()
    rng = np.random.default_rng(5)
    split = kind * 10 + rng.integers(0, 10, len(kind))
    found = compared(kind, split, outcomes)
    assert (found["low"] <= 0).all()
    assert (found["difference"] < 0.01).all()


def test_more_measures_than_one_make_each_harder_to_pass():
    kind, outcomes = kinds()
    strict = compared(kind // 2, kind, outcomes, level=0.001)
    lax = compared(kind // 2, kind, outcomes, level=0.2)
    assert (strict["low"] < lax["low"]).all()
    assert (strict["difference"] == lax["difference"]).all()


def test_customers_without_a_segment_are_foretold_the_mean_not_left_out():
    kind, outcomes = kinds()
    found = compared(kind, np.where(kind == 3, -1, kind), outcomes)
    assert found.set_index("measure").loc["r2", "high"] < -0.05


def test_rows_in_any_order_and_absent_ones_do_not_matter():
    kind, outcomes = kinds(300)
    shuffled = outcomes.sample(frac=1, random_state=0)
    before, after = segments_of(kind // 2), segments_of(kind)
    found = usefulness(before, after, shuffled, seed=0, resamples=20)
    again = usefulness(before[::-1], after, outcomes, seed=0, resamples=20)
    pd.testing.assert_frame_equal(found, again)


def test_what_is_not_defined_has_no_row():
    kind, outcomes = kinds(200)
    nobody = outcomes.assign(retained=False)
    assert compared(kind // 2, kind, nobody)["measure"].tolist() == ["r2", "gini"]
    silent = outcomes.assign(retained=False, future_amount=0.0)
    assert compared(kind // 2, kind, silent).empty
    assert compared(kind[:9], kind[:9], outcomes[:9]).empty


@pytest.mark.slow
def test_the_standard_error_is_the_spread_of_differences_over_new_customers():
    found, spread = [], []
    for seed in range(60):
        features, outcomes = drawn(np.random.default_rng(seed), 800)
        before = (features[:, 0] > 1.5).astype(int)
        after = before + 2 * (features[:, 1] > 1.5)
        row = compared(before, after, outcomes, seed=seed, level=0.3)
        found.append(row["difference"])
        spread.append((row["high"] - row["low"]) / 2 / 1.2815515655446004)
    ratio = np.mean(spread, axis=0) / np.std(found, axis=0)
    assert ((ratio > 0.75) & (ratio < 1.4)).all(), ratio
