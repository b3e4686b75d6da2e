from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.rfm_groups import RFM_GROUPS
from tests.rules.rule_worlds import (
    assert_each_alone,
    assert_exhaustive,
    composed,
    customers,
)

SCHEME = composed("rfm_cells")
KEYS = [name.key for name in RFM_GROUPS]


def scored(*cells):
    names = ("recency_score", "frequency_score", "monetary_score")
    columns = np.array(cells, float).reshape(len(cells), 3).T
    return customers(**dict(zip(names, columns, strict=True)))


def test_every_cell_has_one_group():
    features = scored(*product(range(1, 6), repeat=3))
    table = SCHEME.fit(features).assign(features)
    assert set(table["segment"]) == set(range(10))
    named = dict(zip(product(range(1, 6), repeat=3), table["segment"], strict=True))
    assert KEYS[named[(5, 5, 5)]] == "champions"
    assert KEYS[named[(1, 1, 1)]] == "hibernating"


scores = st.one_of(st.integers(1, 5), st.just(np.nan))


@given(st.lists(st.tuples(scores, scores, scores), min_size=1))
def test_everybody_has_one_group_or_none_whoever_else_is_asked(cells):
    features = scored(*cells)
    fitted = SCHEME.fit(features)
    assert_exhaustive(fitted.assign(features), 10)
    assert_each_alone(fitted, features)
    assert all(told.because for told in fitted.explain(features, "zh"))


def test_the_scores_are_said_and_the_fewest_more_that_a_better_group_takes():
    features = scored((4, 5, 4), (5, 5, 5), (1, np.nan, 2))
    told = SCHEME.fit(features).explain(features)
    assert told[0].because == (
        "scores from 1 to 5: recency 4, frequency 5, money 4; that is Loyal customers."
    )
    assert told[0].next_step == "1 more of recency reach Champions."
    assert told[1].next_step == told[2].next_step == ""
    assert told[2].because == "there are no scores."


def test_other_numbers_of_scores_have_no_groups():
    with pytest.raises(ConfigError, match="are for 5 scores; got 7"):
        SCHEME.fit(scored((7, 1, 1)))
    with pytest.raises(ConfigError, match="family 'value' of `features`"):
        SCHEME.fit(scored((1, 1, 1)).drop(columns="recency_score"))


def test_a_map_may_be_given_and_is_checked():
    features = scored((1, 1, 1))
    grid = "{1: [new,new,new,new,new], 2: [new,new,new,new,new]}"
    with pytest.raises(ConfigError, match="a row per score of recency"):
        composed("rfm_cells", f"rules.grid={grid}").fit(features)


def test_the_next_group_is_the_one_in_the_fewest_steps():
    cells = [*product(range(1, 6), repeat=3)]
    features = scored(*cells)
    fitted = SCHEME.fit(features)
    found, own = fitted.beside(features), fitted.predict(features)
    for row, cell in enumerate(cells):
        ways = [
            (sum(abs(a - b) for a, b in zip(cell, other, strict=True)), group)
            for other, group in zip(cells, own.tolist(), strict=True)
            if group != own[row]
        ]
        assert (found.distance[row], found.segment[row]) == min(ways)


def test_nothing_is_next_without_scores_or_another_group():
    features = scored((1, 1, 1), (3, np.nan, 2))
    assert SCHEME.fit(features).beside(features).segment.tolist()[1] == -1
    new = "[new,new,new,new,new]"
    grid = ", ".join(f"{score}: {new}" for score in range(1, 6))
    alike = composed("rfm_cells", f"rules.grid={{{grid}}}").fit(features)
    assert alike.beside(features).segment.tolist() == [-1, -1]
    assert np.isnan(alike.beside(features).distance).all()
