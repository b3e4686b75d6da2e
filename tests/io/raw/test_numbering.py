from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patronage.io.raw.numbering import Numbering, coded_lines, starts
from patronage.io.text.prepare import Text


def text(lines: list[int]) -> Text:
    """A text whose rows stand on these lines."""
    rows = np.array(lines, dtype=np.int64)
    first = np.flatnonzero(np.diff(rows, prepend=rows[:1] - 2) != 1)
    return Text(Path(), 0, ("a",), len(lines), first, rows[first], (), ())


def increasing(**sizes: int) -> st.SearchStrategy[list[int]]:
    return st.sets(st.integers(1, 40), **sizes).map(sorted)


def test_rows_one_after_another_need_one_number():
    numbering = Numbering.of([text([2, 3, 4, 5])])
    assert (numbering.first.tolist(), numbering.start.tolist()) == ([0], [2])


def test_the_lines_of_each_file_are_told_apart():
    numbering = Numbering.of([text([2, 3]), text([]), text([2, 5])])
    found = numbering.lines(np.arange(4)).tolist()
    assert found == [2, 3, (2 << 40) | 2, (2 << 40) | 5]
    assert starts([text([2, 3]), text([]), text([2])]).tolist() == [0, 2, 2]


def test_lines_are_coded_with_their_file():
    assert coded_lines(3, np.array([7])).tolist() == [3 * 2**40 + 7]


@given(st.lists(increasing(), min_size=1, max_size=4), st.data())
def test_every_row_that_remains_keeps_its_line(files, data):
    numbering = Numbering.of([text(lines) for lines in files])
    coded = [(i << 40) | line for i, lines in enumerate(files) for line in lines]
    assert numbering.lines(np.arange(len(coded))).tolist() == coded
    taken = data.draw(st.sets(st.sampled_from(range(len(coded))))) if coded else set()
    remaining = [line for row, line in enumerate(coded) if row not in taken]
    without = numbering.without(np.array(sorted(taken), dtype=np.int64))
    assert without.lines(np.arange(len(remaining))).tolist() == remaining
