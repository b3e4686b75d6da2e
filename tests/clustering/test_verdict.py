import numpy as np

from patronage.clustering.structure import Evidence, Structure, meaning
from patronage.clustering.verdict import (
    BY_RULE,
    ONE,
    Finding,
    verdict,
    what_they_are,
)

EVIDENCE = {
    "silhouette": 0.41,
    "null_mean": 0.40,
    "null_p": 0.13,
    "ari": 0.9,
    "jaccard_mean": 0.9,
    "jaccard_min": 0.8,
}


def said(structure=Structure.CONSTRUCTIVE, refusals=(), n=20, k=3, **changes):
    kept = {name: changes.pop(name) for name in ("left", "rule") if name in changes}
    finding = Finding(
        structure=structure,
        evidence=Evidence(**{**EVIDENCE, **changes}),
        n_clusters=k,
        n_tested=2_000,
        n_bootstraps=n,
    )
    left, rule = kept.get("left", k), kept.get("rule", "")
    return verdict(finding, refusals, n_segments=left, rule=rule)


def test_it_says_what_the_segments_are_and_what_that_rests_on():
    assert said() == (
        "A practical division of a continuum, not natural groups. Of 2,000 customers "
        "the silhouette is 0.41, against 0.40 for as many of the same marginals and "
        "correlations without groups (p = 0.13). Over 20 bootstraps the least stable "
        "segment keeps a Jaccard of 0.80, the mean is 0.90."
    )


def test_what_the_gate_refuses_is_not_to_be_promoted_and_it_is_said_why():
    text = said(Structure.NATURAL, ["Too small: 12."])
    assert text.startswith("Natural groups")
    assert text.endswith(" Not to be promoted. Too small: 12.")


def test_a_jaccard_is_not_told_as_the_bound_that_it_missed():
    text = said(jaccard_mean=0.7496, jaccard_min=0.5999)
    assert "a Jaccard of 0.59, the mean is 0.74." in text


def test_what_was_not_measured_is_not_told():
    text = said(null_p=np.nan, jaccard_min=np.nan)
    assert text == "A practical division of a continuum, not natural groups."


def test_one_segment_divides_nothing_and_its_stability_is_no_finding():
    text = said(k=1, silhouette=np.nan, null_p=np.nan, jaccard_min=1, jaccard_mean=1)
    assert text == "One segment: nobody is told apart."


def test_one_bootstrap_is_singular():
    assert "Over 1 bootstrap the least" in said(n=1)


def test_measures_from_before_merging_are_told_as_such():
    assert said(k=4, left=3).endswith(
        "This was measured before 4 clusters were merged into 3."
    )
    assert "merged" not in said(k=4, left=4)
    assert said(k=2, left=1).startswith("One segment: nobody is told apart.")


def test_where_a_rule_acts_the_measures_are_said_to_be_of_the_clusters():
    text = said(Structure.NONE, ["Not stable."], k=4, rule="tier3")
    assert text.startswith(
        "No segments that can be found again. The segments are those of the rule tier3 "
        "instead, with status no_structure. What follows was measured of the 4 "
        "clusters they replace. Of 2,000 customers"
    )
    assert text.endswith(" Not stable.")
    assert "promoted" not in text


def test_of_no_clusters_nothing_was_measured():
    nothing = {"null_p": np.nan, "jaccard_min": np.nan}
    assert said(Structure.NONE, k=0, rule="tier3", **nothing) == (
        "No segments that can be found again. The segments are those of the rule tier3 "
        "instead, with status no_structure."
    )


def test_what_they_are_is_said_in_both_languages():
    assert what_they_are("natural", 3) == meaning(Structure.NATURAL)
    assert what_they_are("constructive", 1) == ONE
    assert what_they_are("none", 4, by_rule=True) == BY_RULE


def test_the_excess_is_that_of_the_silhouette_beside_it():
    finding = Finding(
        structure=Structure.NATURAL,
        evidence=Evidence(**EVIDENCE),
        n_clusters=3,
        n_tested=9,
        n_bootstraps=0,
    )
    told = finding.against_chance
    assert told["null_excess"] == told["tested_silhouette"] - told["null_silhouette"]
