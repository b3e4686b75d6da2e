import numpy as np

from patronage.clustering import Resampling
from patronage.clustering.structure import Evidence, Structure
from patronage.clustering.verdict import verdict

EVIDENCE = {
    "silhouette": 0.41,
    "null_mean": 0.40,
    "null_p": 0.13,
    "ari": 0.9,
    "jaccard_mean": 0.9,
    "jaccard_min": 0.8,
}


def said(structure=Structure.CONSTRUCTIVE, failures=(), **changes):
    evidence = Evidence(**{**EVIDENCE, **changes})
    return verdict(structure, evidence, Resampling(n_bootstraps=20), failures)


def test_it_says_what_the_segments_are_and_what_that_rests_on():
    assert said() == (
        "A practical division of a continuum, not natural groups. The silhouette is "
        "0.41, against 0.40 for customers of the same marginals and correlations "
        "without groups (p = 0.13). Over 20 bootstraps the least stable segment keeps "
        "a Jaccard of 0.80, the mean is 0.90."
    )


def test_failed_gates_are_told_beside_the_verdict():
    text = said(Structure.NATURAL, ["Too small: 12."])
    assert text.startswith("Natural groups")
    assert text.endswith("Too small: 12.")


def test_what_was_not_measured_is_not_told():
    text = said(null_p=np.nan, jaccard_min=np.nan)
    assert text == "A practical division of a continuum, not natural groups."
