from types import SimpleNamespace

import numpy as np
import pytest

from patronage.clustering.merging import Merge
from patronage.clustering.trust import is_promotable, reservations


def fitted(**changes):
    """A scheme of three stable segments of natural groups, but for the changes."""
    told = {
        "structure_": "natural",
        "explanation_": "k = 3.",
        "verdict_": "Natural.",
        "refusals_": [],
        "selection_table_": {
            "chosen": np.array([True]),
            "tested_silhouette": np.array([0.5]),
        },
        "unstable_segments_": [],
        "jaccard_": np.array([0.9, 0.6, 0.8]),
        "order_": np.array([2, 0, 1]),
        "n_clusters_": 3,
        "shares_": np.array([0.4, 0.3, 0.3]),
        "merges_": [],
        "aside_": None,
        "fallback_": None,
    }
    return SimpleNamespace(**told | changes)


def said(**changes):
    why, worth, *rest = reservations(fitted(**changes))
    assert (why, worth) == ("k = 3.", "Natural.")
    return rest


def test_stable_segments_of_good_size_need_no_word():
    assert is_promotable(fitted())
    assert said() == []


@pytest.mark.parametrize("structure", ["natural", "reproducible", "constructive"])
def test_a_division_of_a_continuum_can_be_promoted_too(structure):
    assert is_promotable(fitted(structure_=structure))


@pytest.mark.parametrize(
    "scheme",
    [
        fitted(structure_="none"),
        fitted(jaccard_=np.array([0.9, 0.59, 0.8])),
        fitted(jaccard_=np.array([0.9, np.nan, 0.8])),
        fitted(refusals_=["Too small: the smallest segment has 6 customers."]),
        fitted(n_clusters_=1),
    ],
)
def test_each_flaw_alone_is_enough_not_to_be_promoted(scheme):
    assert not is_promotable(scheme)


def test_unstable_segments_are_named():
    jaccard = np.array([0.9, 0.5, 0.55])
    (sentence,) = said(jaccard_=jaccard, unstable_segments_=[1, 2])
    assert sentence == (
        "Not stable, and not to be promoted: S02 (0.50), S03 (0.55); a Jaccard of "
        "0.60 over the bootstraps is needed."
    )


def test_what_was_too_small_is_told_with_where_it_went():
    (sentence,) = said(merges_=[Merge(n=12, share=0.012, into=1)])
    assert sentence == (
        "A cluster of 12 customers (1.2%) was too small and is part of S01."
    )


def test_a_segment_of_most_customers_is_told():
    (sentence,) = said(shares_=np.array([0.1, 0.7, 0.2]))
    assert sentence.startswith("S02 holds 70% of the customers")


def test_a_rule_may_hold_as_many_as_it_likes():
    rule = SimpleNamespace(sentence="80% by rule.")
    shares = np.array([0.1, 0.05, 0.05, 0.8])
    assert said(aside_=rule, shares_=shares) == ["80% by rule."]


def test_many_unassigned_customers_are_told():
    (sentence,) = said(shares_=np.array([0.3, 0.2, 0.2]))
    assert sentence == "30% of the customers are like no segment: unassigned."


def test_where_a_rule_acts_that_comes_first_and_single_clusters_are_not_told():
    rule = SimpleNamespace(name="tier3")
    replaced = fitted(fallback_=rule, unstable_segments_=[0], shares_=np.ones(3))
    assert list(reservations(replaced)) == ["Natural.", "k = 3."]


def test_a_jaccard_is_not_told_as_the_bound_that_it_missed():
    jaccard = np.array([0.9, 0.5999, 0.8])
    (sentence,) = said(jaccard_=jaccard, unstable_segments_=[1])
    assert "S02 (0.59)" in sentence


def test_segments_that_overlap_are_said_to():
    weak = {
        "chosen": np.array([False, True]),
        "tested_silhouette": np.array([np.nan, 0.2499]),
    }
    assert said(selection_table_=weak) == [
        "A silhouette of 0.24 is weak: the segments overlap."
    ]
