import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.lists import Barrier
from patronage.lists.barrier import joined
from tests.lists.people import people


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ({"at_least": 2}, [False, True, True, False]),
        ({"at_most": 2}, [True, True, False, False]),
    ],
)
def test_a_limit_in_own_units_counts_itself_and_never_the_unknown(limit, told):
    customers = people(open=[1.0, 2.0, 3.0, np.nan])
    assert Barrier(column="open", **limit)(customers).tolist() == told


@pytest.mark.parametrize(("side", "value"), [("top", 9.0), ("bottom", -9.0)])
def test_a_share_is_of_the_truly_loyal_and_says_who_is_beyond_them(side, value):
    loyal = [float(i) for i in range(5)]
    customers = people(km=[*loyal, value, 2.0], segment=["true"] * 5 + ["latent"] * 2)
    told = Barrier(column="km", **{side: 0.25})(customers)
    assert told[5:].tolist() == [True, False]


def test_nothing_is_told_without_the_column_or_without_loyal_customers():
    assert not Barrier(column="km", top=0.25)(people(km=[1.0, 2.0])).any()
    assert not Barrier(column="wallet", at_least=0)(people()).any()


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, "one of at_least, at_most, top, bottom; got none"),
        ({"top": 0.1, "at_most": 3}, "got at_most, top"),
        ({"bottom": 25}, "share between 0 and 1; got 25"),
    ],
)
def test_a_barrier_has_one_limit(limits, words):
    with pytest.raises(ConfigError, match=words):
        Barrier(column="km", **limits)


def test_several_reasons_are_told_in_order_and_none_is_no_word():
    told = {"price": np.array([True, False]), "channel": np.array([True, False])}
    assert joined(told, 2).tolist() == ["price; channel", ""]
    assert joined({}, 2).tolist() == ["", ""]
