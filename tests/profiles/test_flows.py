import numpy as np
import pandas as pd
import pytest

from patronage.errors import QualityError
from patronage.profiles import Flows

STATES = ["none", "inertia", "latent", "true", "unknown", "new", "lost"]
PAIRS = [
    ("none", "none", 30, 3.0),
    ("none", "lost", 10, 1.0),
    ("latent", "true", 20, 90.0),
    ("true", "true", 35, 100.0),
    ("new", "none", 5, -6.0),
]


def flows(pairs=PAIRS, **settings):
    table = pd.DataFrame(pairs, columns=["before", "after", "customers", "spend"])
    days = ("2017-06-30", "2017-09-30")
    return Flows(table=table, states=STATES, days=days, **settings)


def test_every_state_that_anybody_was_in_has_a_block():
    blocks = flows().blocks
    assert blocks.loc[blocks["day"] == 0, "state"].tolist() == [0, 2, 3, 5]
    assert blocks.loc[blocks["day"] == 1, "state"].tolist() == [0, 3, 6]
    assert blocks.loc[blocks["day"] == 1, "amount"].tolist() == [35, 55, 10]
    assert blocks.groupby("day")["share"].sum().tolist() == pytest.approx([1, 1])


def test_blocks_are_to_scale_apart_and_inside():
    blocks = flows().blocks
    height = blocks["high"] - blocks["low"]
    assert np.allclose(height / blocks["share"], height[0] / blocks["share"][0])
    for _, side in blocks.groupby("day"):
        assert (side["low"].to_numpy()[:-1] > side["high"].to_numpy()[1:]).all()
        assert side["high"].max() <= 1
        assert side["low"].min() >= -1e-12


@pytest.mark.parametrize(
    ("end", "state", "day"), [("left", "before", 0), ("right", "after", 1)]
)
def test_ribbons_fill_their_blocks_without_overlap(end, state, day):
    found, ribbons = flows().blocks, flows().ribbons
    for block in found[found["day"] == day].itertuples():
        own = ribbons[ribbons[state] == block.state].sort_values(end)
        low, high = own[end] - own["thick"] / 2, own[end] + own["thick"] / 2
        assert low.iloc[0] == pytest.approx(block.low)
        assert high.iloc[-1] == pytest.approx(block.high)
        assert np.allclose(low[1:], high[:-1])


def test_ribbons_of_a_block_lie_in_the_order_of_the_other_side():
    left = flows().ribbons.set_index(["before", "after"])["left"]
    assert left[0, 0] > left[0, 6]


def test_value_may_be_the_width_and_is_never_below_nothing():
    spend = flows(column="spend", unit="money")
    assert spend.total == 194
    assert len(spend.ribbons) == 4


def test_repeated_pairs_add_up_in_any_order():
    halves = [(b, a, n / 2, v) for b, a, n, v in [*PAIRS, *reversed(PAIRS)]]
    assert np.allclose(flows(halves).cells, flows().cells)


def test_one_block_stands_in_the_middle():
    block = flows([("true", "true", 9, 1.0)]).blocks.iloc[0]
    assert block["low"] + block["high"] == pytest.approx(1)


def test_nobody_has_no_flows():
    assert flows([]).ribbons.empty


def test_a_name_without_a_place_is_refused():
    with pytest.raises(QualityError, match="named once in `states`; got gone"):
        flows([("true", "gone", 1, 1.0)])


def test_a_name_with_two_places_is_refused():
    with pytest.raises(QualityError, match="got a"):
        Flows(table=flows([]).table, states=["a", "a"], days=("x", "y"))
