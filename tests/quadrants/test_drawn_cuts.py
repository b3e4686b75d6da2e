import numpy as np
import pandas as pd
import pytest

from patronage.quadrants import ColumnAxis, MeasuredProxy, WeightedAxis
from patronage.quadrants.drawn_cuts import cuts_of_draws, drawn_cuts
from tests.quadrants.loyal_world import scheme, world

RNG = np.random.default_rng(21)
SCORES = RNG.random(500)
CUTS = np.quantile(SCORES, [0.1, 0.5, 0.8, 0.95])
FEATURES = world(2, 600).features
AXIS = scheme().first.fit(FEATURES)


def test_as_many_draws_are_high_as_scores_are():
    draws = (0.4 + 0.2 * RNG.random((500, 40))).astype(np.float32)
    found = drawn_cuts(CUTS, SCORES, draws)
    high = (draws >= found.astype(np.float32)[:, None, None]).mean(axis=(1, 2))
    wanted = [(cut <= SCORES).mean() for cut in CUTS]
    assert high == pytest.approx(wanted, abs=1 / draws.size)


def test_without_doubt_the_same_customers_are_high():
    scores = np.array([0.1, 0.3, 0.3, 0.8, np.nextafter(np.float32(0.8), 1)])
    draws = np.repeat(scores.astype(np.float32)[:, None], 3, axis=1)
    cuts = np.array([-1, 0.1, 0.2, 0.3, 0.5, 0.8, scores[-1], 2])
    found = drawn_cuts(cuts, scores, draws).astype(np.float32)
    for cut, mapped in zip(cuts, found, strict=True):
        assert ((draws >= mapped).all(axis=1) == (scores >= cut)).all()
        assert ((draws >= mapped).any(axis=1) == (scores >= cut)).all()


def test_cuts_beyond_all_customers_stay_where_they_are():
    draws = np.repeat(SCORES[:, None], 2, axis=1).astype(np.float32)
    assert drawn_cuts(np.array([-3.0, 4.0]), SCORES, draws).tolist() == [-3, 4]


def test_neither_order_nor_ids_of_the_customers_move_a_cut():
    cuts = np.linspace(0.3, 0.8, 20)
    other = FEATURES.sample(frac=1, random_state=1).assign(customer_id="x")
    one, shuffled = (cuts_of_draws(AXIS, cuts, f) for f in (FEATURES, other))
    assert one.tobytes() == shuffled.tobytes()


def test_many_customers_are_represented_by_few(monkeypatch):
    cuts = np.full(20, 0.7)
    monkeypatch.setattr("patronage.quadrants.drawn_cuts.MOST", 300)
    few = cuts_of_draws(AXIS, cuts, FEATURES)
    twice = cuts_of_draws(AXIS, cuts, pd.concat([FEATURES, FEATURES]))
    monkeypatch.undo()
    assert few == pytest.approx(cuts_of_draws(AXIS, cuts, FEATURES), abs=0.02)
    assert few == pytest.approx(twice, abs=0.02)
    assert few.max() < 0.68


def test_an_axis_in_own_units_or_without_doubt_is_cut_where_its_scores_are():
    frame = pd.DataFrame({"x": RNG.normal(size=50), "y": RNG.normal(size=50)})
    certain = WeightedAxis("w", {"x": MeasuredProxy(), "y": MeasuredProxy()})
    for axis in (ColumnAxis("c", "x", error=2.0), certain):
        assert cuts_of_draws(axis.fit(frame), CUTS, frame) is CUTS


def test_nobody_known_leaves_the_cuts_as_they_are():
    assert cuts_of_draws(AXIS, CUTS, FEATURES.head(0)) is CUTS
