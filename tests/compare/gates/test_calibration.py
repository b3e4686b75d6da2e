"""Champion and challenger of one process, or of a better one, many times over."""

import numpy as np
import pytest

from patronage.compare import Tolerances, judge, usefulness
from tests.compare.gates.populations import (
    churn_of,
    outcomes_of,
    rivals,
    segments_of,
    side,
)

N = 1500


def redrawn(seeds, *, resamples, k=(4, 4), n=N, **known):
    """Judge rivals; stability and silhouette are left out, which makes it easier."""
    for seed in seeds:
        before, after, outcomes = rivals(seed, n, k)
        yield judge(
            side(before, n_segments=k[0]),
            side(after, n_segments=k[1]),
            outcomes=outcomes,
            churn=churn_of(before, after),
            drift_due=False,
            tolerances=Tolerances(resamples=resamples),
            seed=seed,
            **known,
        )


def gained(judgement):
    """Whether a gain was claimed, whatever the other gates said."""
    gates = judgement.gates.set_index("gate")["passed"]
    return bool(gates["improvement"])


def mistaken(seed, *, n=N, wrong=0.2, heavy=1.0):
    """Two sides that each misplace other customers: as useful, but never the same."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 4, n)
    kept = rng.random(n) < 0.3 + 0.15 * kind
    spent = np.where(kept, np.exp(rng.normal(0, heavy, n) + 0.5 * kind), 0.0)
    sides = (
        segments_of(np.where(rng.random(n) < wrong, rng.integers(0, 4, n), kind))
        for _ in range(2)
    )
    return (*sides, outcomes_of(spent, kept))


def seen(seeds, *, resamples, **world):
    """Count the draws in which a gain is seen beyond chance, of however little."""
    found = (
        usefulness(*mistaken(seed, **world), seed=seed, resamples=resamples)
        for seed in seeds
    )
    return sum((each["low"] > 0).any() for each in found)


def test_sides_that_are_equally_useful_seldom_seem_otherwise():
    assert seen(range(20), resamples=40) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "world", [{}, {"heavy": 2.0}, {"n": 600, "wrong": 0.4}, {"n": 5000, "wrong": 0.1}]
)
def test_of_100_equally_useful_at_most_5_seem_better(world):
    assert seen(range(100), resamples=80, **world) <= 5


def test_few_challengers_of_the_same_process_are_promoted():
    judged = [*redrawn(range(20), resamples=40)]
    assert sum(map(gained, judged)) <= 1
    assert {each.decision for each in judged} <= {"kept", "promoted"}


@pytest.mark.parametrize("seed", range(3))
def test_a_challenger_that_tells_one_kind_more_apart_is_promoted(seed):
    (judgement,) = redrawn([seed], resamples=40, k=(3, 4), n=3000)
    assert judgement.decision == "promoted", judgement.reasons


@pytest.mark.slow
@pytest.mark.parametrize("k", [(4, 4), (4, 5), (5, 4)])
def test_at_most_5_of_100_challengers_of_the_same_process_are_promoted(k):
    assert sum(map(gained, redrawn(range(100), resamples=100, k=k))) <= 5


@pytest.mark.slow
def test_at_most_5_of_100_are_promoted_of_many_customers():
    assert sum(map(gained, redrawn(range(100), resamples=40, n=10_000))) <= 5


@pytest.mark.slow
def test_most_challengers_that_tell_one_kind_more_apart_are_promoted():
    decisions = [
        each.decision for each in redrawn(range(40), resamples=60, k=(3, 4), n=3000)
    ]
    assert np.mean([each == "promoted" for each in decisions]) >= 0.9
