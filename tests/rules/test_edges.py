import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.rules import Edges

NUMBERS = st.integers(-50, 50)


def test_a_value_at_an_edge_belongs_to_the_side_of_its_closure():
    edges = Edges([10, 5], ["upper", "lower"])
    tiers = edges.place(np.array([11, 10, 9, 5.1, 5, 4, np.nan]))
    assert tiers.tolist() == [0, 0, 1, 1, 2, 2, -1]


@given(
    st.lists(NUMBERS, min_size=1, max_size=6, unique=True),
    st.lists(NUMBERS, min_size=1),
    st.data(),
)
def test_every_number_has_one_tier_and_more_is_never_worse(values, asked, data):
    closures = data.draw(
        st.lists(
            st.sampled_from(["upper", "lower"]),
            min_size=len(values),
            max_size=len(values),
        )
    )
    edges = Edges(sorted(values, reverse=True), closures)
    tiers = edges.place(np.sort(np.array(asked, float)))
    assert set(tiers) <= set(range(edges.n_tiers))
    assert (np.diff(tiers) <= 0).all()


@pytest.mark.parametrize(
    ("values", "closures", "said"),
    [
        ([5, 10], ["upper", "upper"], "fall strictly.* got 5 and then 10"),
        ([10, 10], ["upper", "upper"], "fall strictly.* got 10 and then 10"),
        ([10, 5], ["upper"], "each of the 2 edges needs a closure; got 1"),
        ([10], ["left"], "'upper' or 'lower'; got 'left'"),
        ([np.nan], ["upper"], "finite numbers; got"),
        ([], [], "one or more finite numbers"),
    ],
)
def test_edges_that_do_not_say_where_a_value_belongs_are_refused(
    values, closures, said
):
    with pytest.raises(ConfigError, match=said):
        Edges(values, closures)


def test_the_margin_is_the_nearest_edge_in_edges():
    edges = Edges([10, 5], ["upper", "upper"])
    found = edges.margin(np.array([9.0, 5.5, np.nan]))
    assert found[:2].tolist() == pytest.approx([0.1, 0.1])
    assert np.isnan(found[2])
