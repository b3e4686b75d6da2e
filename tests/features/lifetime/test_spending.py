import numpy as np
import pytest

from patronage.errors import QualityError
from patronage.features.lifetime import Spending


def test_only_repeat_purchases_of_some_value_weigh():
    spending = Spending.of([[0, 0], [2, 10.0], [3, -5.0], [1, 20.0]])
    assert spending.weight.tolist() == [0, 1, 0, 1]
    assert spending.known.value.tolist() == [10, 20]
    assert spending.mean == 15


def test_nobody_has_the_mean_one():
    assert Spending.of(np.empty((0, 2))).mean == 1


def test_a_negative_count_is_refused():
    with pytest.raises(QualityError, match="at least 0; got -2"):
        Spending.of([[-2, 1.0]])


def test_a_part_is_spread_over_all():
    many = Spending.of([[1, value] for value in range(1, 101)])
    assert many.thinned(10).value.tolist() == list(range(1, 101, 10))
    assert many.thinned(100) is many
