import numpy as np
import pytest

from patronage.rules.amounts import decimals, number, rounded_up


@pytest.mark.parametrize("missing", [1e-9, 0.04, 0.05, 1.0])
def test_more_than_nothing_is_never_rounded_to_nothing(missing):
    assert rounded_up(missing, 1) >= missing


def test_numbers_without_end_and_negative_zeros_can_be_said():
    assert number(np.inf) == "inf"
    assert decimals(np.inf) == decimals(1.0)
    assert number(-0.0) == "0"
