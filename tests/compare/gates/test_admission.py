import numpy as np
import pytest

from patronage.compare import Tolerances
from patronage.compare.gates.admission import admission
from tests.compare.gates.populations import side

STABLE = {"stability/jaccard_min": 0.8, "stability/jaccard_mean": 0.9}
LARGE = np.repeat([0, 1, 2], 100)


def rulings(one, **bounds):
    found = admission(one, Tolerances(**bounds))
    return {each.gate: each for each in found}


def test_large_stable_segments_pass():
    found = rulings(side(LARGE, metrics=STABLE))
    assert [each.passed for each in found.values()] == [True] * 3


def test_a_scheme_that_did_not_converge_never_passes_and_says_why():
    cut_short = "It stopped before it converged."
    one = side(LARGE, metrics=STABLE, promotable=False, refusals=(cut_short,))
    ruling = rulings(one)["promotable"]
    assert not ruling.passed
    assert cut_short in ruling.said.en
    assert cut_short in ruling.said.zh
    assert not rulings(side(LARGE, refusals=(cut_short,)))["promotable"].passed
    assert not rulings(side(LARGE, promotable=False))["promotable"].passed


@pytest.mark.parametrize(
    ("tiny", "of", "passes"), [(30, 1000, True), (29, 1000, False), (30, 1001, False)]
)
def test_a_tiny_segment_is_refused(tiny, of, passes):
    labels = np.arange(of) % 2 + 1
    labels[:tiny] = 0
    assert rulings(side(labels))["size"].passed is passes


def test_few_customers_are_refused_whatever_their_share():
    ruling = rulings(side(np.repeat([0, 1], [20, 60])))["size"]
    assert not ruling.passed
    assert "20 customers (25.00%); at least 30 and 3%" in ruling.said.en
    assert "20 位客户（25.00%）；至少需 30 位及 3%" in ruling.said.zh


def test_a_segment_without_customers_is_refused():
    assert not rulings(side(LARGE, n_segments=4))["size"].passed


def test_a_scheme_that_places_nobody_is_refused():
    assert not rulings(side(np.full(50, -1), n_segments=2))["size"].passed


def test_one_segment_is_refused():
    ruling = rulings(side(np.zeros(500, int)))["size"]
    assert not ruling.passed
    assert ruling.said.en == "One segment tells nobody apart."


def test_those_without_a_segment_do_not_count_in_the_shares():
    labels = np.r_[LARGE, np.full(100_000, -1)]
    assert rulings(side(labels))["size"].passed


@pytest.mark.parametrize(("least", "mean"), [(0.59, 0.9), (0.7, 0.74), (0.3, 0.5)])
def test_segments_that_do_not_come_back_are_refused(least, mean):
    measured = {"stability/jaccard_min": least, "stability/jaccard_mean": mean}
    ruling = rulings(side(LARGE, metrics=measured))["recurrence"]
    assert not ruling.passed
    assert f"{mean:.3f}" in ruling.said.en
    assert f"{least:.3f}" in ruling.said.zh


def test_what_was_not_tried_is_not_asked_for():
    ruling = rulings(side(LARGE))["recurrence"]
    assert ruling.passed
    assert "not measured" in ruling.said.en
    assert "未作测量" in ruling.said.zh
