import numpy as np
import pandas as pd
import pytest

from patronage.features.repeat import AliveHeuristic, RelativeFrequency

RNG = np.random.default_rng(3)


def test_the_median_customer_is_zero_and_order_is_kept():
    frame = pd.DataFrame({"x": RNG.poisson(3, 999) * 1.0, "months": 6.0})
    relative = RelativeFrequency("x", "months").fit(frame)
    values = relative.transform(frame)
    assert np.median(values) == pytest.approx(0)
    assert (
        np.argsort(values, kind="stable") == np.argsort(frame["x"], kind="stable")
    ).all()


def test_one_quick_return_is_not_taken_at_its_word():
    frame = pd.DataFrame({"x": RNG.poisson(2, 999) * 1.0, "months": 6.0})
    relative = RelativeFrequency("x", "months").fit(frame)
    new, old = relative.transform(pd.DataFrame({"x": [1.0, 6], "months": [1.0, 6]}))
    assert new < old


def test_silence_counts_against_the_own_rhythm():
    frame = pd.DataFrame({"r": [30.0, 30.0], "gap": [7.0, 60.0], "n": [20.0, 20.0]})
    weekly, rare = AliveHeuristic("r", "gap", "n").fit(frame).transform(frame)
    assert weekly < 0.1 < 0.5 < rare


def test_one_purchase_is_judged_by_the_median_gap():
    frame = pd.DataFrame({"r": [10.0, 10.0], "gap": [10.0, np.nan], "n": [5.0, 0.0]})
    alive = AliveHeuristic("r", "gap", "n").fit(frame)
    assert alive.transform(frame)[1] == pytest.approx(np.exp(-1))
