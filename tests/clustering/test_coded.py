import numpy as np
import pytest

from patronage.clustering.coded import Coded

RNG = np.random.default_rng(0)
KIND = RNG.integers(3, size=90)
LEVELS = np.eye(3)[KIND]
GROUP = [np.array([1, 2, 3])]


def coded(first, levels=LEVELS):
    return Coded.of(np.column_stack([first, levels]), GROUP)


def test_what_was_coded_is_restored():
    rows = np.column_stack([RNG.normal(size=90), LEVELS * 0.7, RNG.normal(size=90)])
    made = Coded.of(rows, GROUP)
    assert made.columns.shape == (90, 3)
    assert (made.restored(made.columns) == rows).all()


def test_without_categories_the_matrix_is_as_it_is():
    rows = RNG.normal(size=(9, 4))
    made = Coded.of(rows, [])
    assert (made.columns == rows).all()
    assert (made.restored(rows) == rows).all()


def test_categories_alone_can_be_coded():
    made = Coded.of(LEVELS, [np.arange(3)])
    assert (made.restored(made.columns) == LEVELS).all()


@pytest.mark.parametrize("mean", [(1.0, 9.0, 5.0), (9.0, 1.0, 5.0), (5.0, 1.0, 9.0)])
def test_levels_are_ordered_by_what_goes_with_them(mean):
    found = coded(np.array(mean)[KIND] + RNG.normal(size=90)).columns[:, 1]
    places = [found[kind == KIND][0] for kind in range(3)]
    up = np.argsort(np.argsort(mean)).tolist()
    assert places in (up, [2 - place for place in up])


def test_the_line_along_which_levels_lie_furthest_apart_decides():
    wide = np.column_stack([np.array([0.0, 1, 2])[KIND], np.array([0.0, 9, 4])[KIND]])
    made = Coded.of(np.column_stack([wide, LEVELS]), [np.array([2, 3, 4])])
    places = [made.columns[kind == KIND, 2][0] for kind in range(3)]
    assert places in ([0, 2, 1], [2, 0, 1])


def test_the_direction_does_not_depend_on_signs():
    first = np.array([1.0, 9.0, 5.0])[KIND] + RNG.normal(size=90)
    assert (coded(first).columns[:, 1] == coded(-first).columns[:, 1]).all()


def test_rows_between_the_levels_are_a_level_too():
    unknown = np.where(np.arange(90)[:, None] < 9, LEVELS.mean(axis=0), LEVELS)
    made = coded(RNG.normal(size=90), unknown)
    assert len(np.unique(made.columns[:, 1])) == 4
    assert (made.restored(made.columns)[:, 1:] == unknown).all()
