import numpy as np
import pytest

from patronage.clustering.one_hot import one_hot

RNG = np.random.default_rng(0)
NUMBERS = RNG.normal(size=(60, 2))


def levels(n, scale=1.0):
    return np.eye(n)[np.append(np.arange(n), RNG.integers(n, size=60 - n))] * scale


def groups(*parts):
    return [found.tolist() for found in one_hot(np.column_stack(parts))]


def test_neighbouring_columns_of_one_category_are_found():
    assert groups(NUMBERS, levels(3), levels(2)) == [[2, 3, 4], [5, 6]]
    assert groups(levels(5), NUMBERS[:, 0], levels(2)) == [[0, 1, 2, 3, 4], [6, 7]]


def test_numbers_are_none():
    shares = np.abs(NUMBERS) / np.abs(NUMBERS).sum(axis=1, keepdims=True)
    counts = RNG.integers(3, size=(60, 4))
    assert groups(NUMBERS, shares, counts) == []


def test_flags_of_which_some_rows_have_none_or_two_are_none():
    flags = levels(4)
    assert groups(flags[:, :3]) == []
    assert groups(flags[:, :3] + flags[:, [3, 3, 3]]) == []


def test_a_flag_before_a_category_is_left_alone():
    category = levels(3)
    apart = category[:, [0]] * (np.arange(60) < 30)[:, None]  # never with level 1 or 2
    both = np.arange(60) % 2 == 0
    assert groups(both, category) == [[1, 2, 3]]
    assert groups(apart, category) == [[1, 2, 3]]


@pytest.mark.parametrize("scale", [0.5, 3.0, np.array([1.0, 2.0, 7.0])])
def test_a_scale_and_an_offset_do_not_matter(scale):
    assert groups(levels(3) * scale - 0.3) == [[0, 1, 2]]


def test_a_level_that_nobody_has_does_no_harm():
    absent = np.zeros((60, 1))
    category = levels(3)
    assert groups(category[:, :1], absent, category[:, 1:]) == [[0, 1, 2, 3]]
