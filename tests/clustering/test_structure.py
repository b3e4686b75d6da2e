from dataclasses import replace

import pytest

from patronage.clustering.structure import Evidence, Structure, meaning, structure

CLEAR = Evidence(
    silhouette=0.60,
    null_mean=0.40,
    null_p=0.01,
    ari=0.95,
    jaccard_mean=0.95,
    jaccard_min=0.90,
)
NAN = float("nan")


def verdict(**changes):
    return structure(replace(CLEAR, **changes)).value


def test_clear_evidence_is_natural():
    assert verdict() == "natural"
    assert verdict(null_p=0.05, jaccard_mean=0.75, jaccard_min=0.60) == "natural"


def test_segments_that_do_not_come_back_are_none_whatever_the_silhouette():
    assert verdict(jaccard_mean=0.59) == "none"
    assert verdict(jaccard_mean=0.60, jaccard_min=0.1) == "constructive"


@pytest.mark.parametrize(
    "changes", [{"null_p": 0.051}, {"jaccard_mean": 0.74}, {"jaccard_min": 0.59}]
)
def test_each_condition_of_natural_is_needed(changes):
    assert verdict(**changes) == "constructive"


def test_a_certain_but_small_excess_of_stable_segments_is_reproducible():
    assert verdict(silhouette=0.44) == "reproducible"


@pytest.mark.parametrize(
    "changes", [{"null_p": 0.011}, {"jaccard_mean": 0.84}, {"jaccard_min": 0.74}]
)
def test_each_condition_of_reproducible_is_needed(changes):
    assert verdict(silhouette=0.44, **changes) == "constructive"


@pytest.mark.parametrize(
    "changes",
    [{"null_p": NAN, "null_mean": NAN}, {"jaccard_mean": NAN, "jaccard_min": NAN}],
)
def test_what_was_not_measured_supports_no_claim_and_denies_none(changes):
    assert verdict(**changes) == "constructive"


# METHODS D3: refits on copula nulls; fpc's clusterboot
@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ((0.582, 0.435, 0.01, 0.98, 0.996, 0.995), "natural"),
        ((0.460, 0.332, 0.01, 0.90, 0.972, 0.953), "natural"),
        ((0.573, 0.530, 0.02, 0.98, 0.98, 0.97), "constructive"),
    ],
)
def test_iris_is_natural_and_customers_of_cdnow_are_a_continuum(evidence, expected):
    names = Evidence.__dataclass_fields__
    found = structure(Evidence(**dict(zip(names, evidence, strict=True))))
    assert found == expected


def test_the_excess_is_over_the_null():
    assert CLEAR.excess == pytest.approx(0.2)


def test_every_verdict_says_something_else_in_both_languages():
    said = [meaning(one) for one in Structure]
    assert len({one.en for one in said}) == len({one.zh for one in said}) == 4
    assert "continuum, not natural groups" in meaning(Structure.CONSTRUCTIVE).en
