import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rfm_groups import GRID, RFM_GROUPS, check_grid, rfm_group

ONE = np.array([1])


def test_the_customary_map_is_whole_and_uses_every_group():
    check_grid(GRID)
    assert {key for row in GRID.values() for key in row} == {n.key for n in RFM_GROUPS}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({3: ("new",) * 4}, "should have 5 cells; row 3 has 4"),
        ({6: ("new",) * 5}, r"1 to 5; got \[1, 2, 3, 4, 5, 6\]"),
        ({3: ("new", "new", "new", "new", "whales")}, "got 'whales'"),
    ],
)
def test_a_map_that_misses_a_cell_is_refused(change, said):
    with pytest.raises(ConfigError, match=said):
        check_grid({**GRID, **change})


def test_another_map_gives_other_groups():
    other = dict.fromkeys(GRID, ("new",) * 5)
    assert RFM_GROUPS[rfm_group(ONE, ONE, ONE, grid=other)[0]].key == "new"
    assert RFM_GROUPS[rfm_group(ONE, ONE, ONE)[0]].key == "hibernating"
