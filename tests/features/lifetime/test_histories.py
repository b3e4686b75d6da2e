import numpy as np
import pytest

from patronage.errors import QualityError
from patronage.features.lifetime import Histories

X = np.array([[2, 5, 9], [0, 0, 9], [2, 5, 9], [1, 9, 9.0]])


def test_equal_histories_are_kept_once():
    histories = Histories.of(X)
    assert histories.weight.tolist() == [1, 1, 2]
    assert histories.back(histories.x.rows).tolist() == X[:, 0].tolist()


def test_a_weight_is_a_repetition():
    weighed = Histories.of(X[:2], sample_weight=np.array([3.0, 1.0]))
    repeated = Histories.of(X[[0, 0, 0, 1]])
    assert weighed.weight.tolist() == repeated.weight.tolist()


def test_the_longest_history_is_the_unit():
    histories = Histories.of(X)
    scaled = histories.in_unit(histories.unit)
    assert scaled.T.values.max() == 1
    assert scaled.t_x.rows.tolist() == pytest.approx([0, 1, 5 / 9])
    assert scaled.x.rows.tolist() == histories.x.rows.tolist()


def test_a_part_is_spread_over_all():
    many = Histories.of([[x, x, 100] for x in range(100)])
    assert many.thinned(10).x.rows.tolist() == list(range(0, 100, 10))
    assert many.thinned(100) is many


@pytest.mark.parametrize(
    "history", [(-1, 0, 5), (1.5, 2, 5), (1, 6, 5), (1, -1, 5), (0, 2, 5)]
)
def test_impossible_histories_are_refused(history):
    with pytest.raises(QualityError, match="got 1 that do not"):
        Histories.of([history, (0, 0, 5)])
