import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import GridGrades

RANKS = np.array([0.1, 0.5, 0.99])


def test_bands_are_equal_parts_of_the_ranks():
    fitted = GridGrades([[1, 2], [3, 4]]).fit(RANKS, RANKS)
    assert fitted.place(RANKS, RANKS[::-1]).tolist() == [2, 0, 1]


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        ([[1, 2], [3]], "a grade in every cell; its rows have 2, 1 cells"),
        ([[1, 2], [2, 4]], "each grade from 1 to 4; 3 is missing"),
        ([[0, 1], [2, 3]], "each grade from 1 to 3; 0 is none of them"),
        ([], "its rows have no cells"),
        ([[], []], "its rows have 0, 0 cells"),
    ],
)
def test_a_map_that_misses_a_cell_or_a_grade_is_refused(grades, said):
    with pytest.raises(ConfigError, match=said):
        GridGrades(grades).fit(RANKS, RANKS)


def test_any_map_onto_the_grades_will_do():
    latin = GridGrades([[1, 2, 3], [2, 3, 1]]).fit(RANKS, RANKS)
    assert latin.n_grades == 3


def test_the_nearest_cell_with_another_grade_is_next():
    fitted = GridGrades([[1, 2], [3, 3]]).fit(RANKS, RANKS)
    scale = np.array([0.75, 0.875, 0.25, 0.125, np.nan])
    structure = np.array([0.625, 0.125, 0.625, 0.25, 0.5])
    found = fitted.beside(scale, structure)
    assert found.segment.tolist() == [1, 0, 0, 1, -1]
    assert found.distance[:4].tolist() == [0.125, 0.375, 0.25, 0.375]
    assert np.isnan(found.distance[4])


def test_of_two_cells_that_are_as_near_the_better_grade_counts():
    fitted = GridGrades([[2, 1], [3, 2]]).fit(RANKS, RANKS)
    found = fitted.beside(np.array([0.75]), np.array([0.75]))
    assert (found.segment.tolist(), found.distance.tolist()) == ([0], [0.25])


def test_nothing_is_next_where_all_have_one_grade():
    fitted = GridGrades([[1]]).fit(RANKS, RANKS)
    assert fitted.beside(RANKS, RANKS).segment.tolist() == [-1, -1, -1]
