import numpy as np
import pytest

from patronage.ragged import Ragged
from patronage.tally import entropy


def tally(*customers):
    offsets = np.concatenate(([0], np.cumsum([len(c) for c in customers])))
    return Ragged(np.concatenate(customers).astype(int), offsets).tally()


def test_even_shares_have_the_largest_entropy():
    assert tally([3, 4, 5, 6]).entropy() == pytest.approx(np.log(4))


def test_one_value_has_no_entropy_and_full_concentration():
    same = tally([7, 7, 7])
    assert same.entropy().tolist() == [0]
    assert same.herfindahl().tolist() == [1]
    assert same.largest_share().tolist() == [1]
    assert same.simpson().tolist() == [1]


def test_simpson_is_the_chance_that_two_rows_drawn_are_alike():
    assert tally([1, 1, 2]).simpson() == pytest.approx(1 / 3)
    assert np.isnan(tally([1]).simpson()[0])


def test_a_customer_without_rows_has_no_shares():
    nobody = tally([], [1])
    for measure in (nobody.entropy, nobody.herfindahl, nobody.largest_share):
        assert np.isnan(measure()[0])
    assert nobody.n.tolist() == [0, 1]


def test_entropy_has_the_same_bits_for_a_customer_alone():
    counts = np.random.default_rng(1).integers(0, 60, (24, 300))
    alone = [entropy(counts[:, [i]])[0] for i in range(300)]
    assert entropy(counts).tolist() == alone
