import numpy as np
import pytest

from patronage.profiles.map_view import View, view_of

RNG = np.random.default_rng(0)
NO_MARK = np.array([np.nan])
SPEND = np.exp(RNG.normal(4, 1.5, 5000))


def test_ranks_are_drawn_whole_and_spaced_evenly():
    ranks = np.linspace(0.02, 0.97, 200)
    view = view_of(ranks, NO_MARK)
    assert (view.low, view.high, view.bend) == (0.02, 0.97, None)
    assert view.place(ranks[[0, -1]]).tolist() == [0, 1]


@pytest.mark.parametrize("bend", [None, 3.0])
def test_places_are_values_and_back(bend):
    view, values = View(-5.0, 4000.0, bend), np.array([-5.0, 0, 1, 90, 4000, 9000])
    assert np.allclose(view.value(view.place(values)), values)
    assert (np.diff(view.place(values)) > 0).all()


def test_money_over_decades_is_spaced_by_ratio():
    view = view_of(SPEND, NO_MARK)
    ten, hundred, thousand = view.place(np.array([100.0, 1000, 10_000]))
    assert view.bend is not None
    assert thousand - hundred == pytest.approx(hundred - ten, rel=0.02)
    assert 0.3 < view.place(np.median(SPEND)) < 0.7


def test_money_may_be_nothing_or_less():
    view = view_of(np.concatenate([SPEND, np.zeros(4000), [-8.0]]), NO_MARK)
    assert view.bend is not None
    assert view.low == -8
    assert 0 < view.place(0.0) < 0.2


def test_a_few_far_customers_do_not_squeeze_the_others():
    values = np.concatenate([RNG.normal(50, 10, 5000), [1e6, -1e6]])
    view = view_of(values, NO_MARK)
    assert 0 < view.low < view.high < 100
    assert view.outside(values).sum() == pytest.approx(50, abs=4)


def test_only_the_stretched_end_is_cut_off():
    view = view_of(np.append(np.linspace(3, 4, 5000), 1e6), NO_MARK)
    assert view.low == 3
    assert view.high == pytest.approx(3.995, abs=1e-3)


def test_a_cut_is_always_in_view():
    view = view_of(RNG.uniform(size=100), np.array([3.0, 2.5, np.nan]))
    assert view.high == 3.0


@pytest.mark.parametrize("value", [0.0, 7.0, -3.0])
def test_equal_customers_stand_in_the_middle(value):
    view = view_of(np.full(9, value), np.array([value]))
    assert view.place(value) == 0.5


def test_nobody_has_a_view():
    assert view_of(np.array([]), np.array([0.5])).place(0.5) == 0.5


def test_steps_are_told_from_a_continuum():
    assert view_of(np.array([3.0, 1, 1, 2]), NO_MARK).levels == (1, 2, 3)
    assert view_of(np.arange(25.0), NO_MARK).levels == ()
    late = np.concatenate([np.zeros(2000), np.arange(25.0)])
    assert view_of(late, NO_MARK).levels == ()


@pytest.mark.parametrize(
    "view",
    [View(0.0, 1.0), View(5.0, 2000.0, 8.0), View(-9e3, 9e6, 2.0), View(1.0, 3.0, 1.0)],
)
def test_ticks_are_round_inside_and_not_too_near(view):
    ticks = view.ticks()
    assert 2 <= len(ticks) <= 14
    assert not view.outside(ticks).any()
    assert (np.diff(view.place(ticks)) > 0.05).all()
    assert all(float(f"{tick:.1g}") == pytest.approx(tick) for tick in ticks)
