import numpy as np
import pandas as pd
import pytest

from patronage.quadrants import MeasuredProxy

RNG = np.random.default_rng(16)
FRAME = pd.DataFrame({"x": RNG.normal(size=2000)})


def drawn(frame=FRAME, n_draws=300, **settings):
    fitted = MeasuredProxy(**settings).fit(FRAME, "x")
    return fitted.draws(frame, n_draws, seed=(1,)).each


def test_a_value_without_error_is_certain():
    assert drawn().shape[1] == 1
    fitted = MeasuredProxy().fit(FRAME, "x")
    assert drawn()[:, 0] == pytest.approx(fitted.z(FRAME), abs=1e-6)


def test_an_error_spreads_the_draws_about_the_value():
    spread = drawn(FRAME.iloc[:50], n_draws=4000, error=0.1).std(1)
    assert np.median(spread) == pytest.approx(0.1, rel=0.2)


def test_ordered_levels_are_drawn_by_their_steps():
    levels = pd.Categorical(RNG.choice(list("abc"), 900), list("abc"), ordered=True)
    frame = pd.DataFrame({"x": levels})
    fitted = MeasuredProxy(error=0.5).fit(frame, "x")
    means = pd.Series(fitted.draws(frame, 500, seed=(1,)).each.mean(1))
    by_level = means.groupby(levels.codes).first()
    assert by_level.is_monotonic_increasing
