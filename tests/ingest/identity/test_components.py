import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.identity.components import components

N = 8
LINKS = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)), max_size=10)


def find(links, n_nodes=N):
    left, right = np.array(links, dtype=np.int64).reshape(-1, 2).T
    return components(n_nodes, left, right)


def closure(links):
    """The sets that remain when linked ones are joined until none is left."""
    sets = [{node} for node in range(N)]
    for left, right in links:
        joined = [s for s in sets if left in s or right in s]
        sets = [s for s in sets if s not in joined] + [set().union(*joined)]
    return {node: s for s in sets for node in s}


@given(links=LINKS)
def test_components_are_what_links_join(links):
    found, expected = find(links), closure(links)
    assert found["first"].tolist() == [min(expected[node]) for node in range(N)]
    assert found["ids"].tolist() == [len(expected[node]) for node in range(N)]


@given(links=LINKS, order=st.randoms())
def test_the_order_and_direction_of_links_make_no_difference(links, order):
    turned = [link[::-1] for link in links]
    order.shuffle(turned)
    before, after = find(links), find(turned)
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_nothing_has_no_components():
    assert find([], n_nodes=0)["first"].tolist() == []
