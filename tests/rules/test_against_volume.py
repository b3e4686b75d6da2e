import numpy as np

from patronage.rules.against_volume import against_volume, reclassified_share
from tests.rules.valued import NAMES

VALUE, VOLUME = np.array([0, 0, 1, 2, -1, 2]), np.array([0, 1, 2, 0, 0, -1])


def test_each_class_is_crossed_with_that_by_volume():
    table = against_volume(VALUE, VOLUME, NAMES).set_index("class")
    assert table.loc["high tier"].tolist() == [1, 1, 0, 1, 0]
    assert table.loc["low tier"].tolist() == [1, 0, 0, 0, 1]


def test_the_share_is_of_those_who_have_both():
    assert reclassified_share(VALUE, VOLUME) == 0.75
    assert reclassified_share(VALUE[-2:], VOLUME[-2:]) == 0
