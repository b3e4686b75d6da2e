import numpy as np
import pandas as pd
import pytest

from patronage.compare import Tolerances, judge
from patronage.io.arrow import table_from
from patronage.tables import GATES
from tests.compare.gates.populations import outcomes_of, returned, side

GOOD = {
    "stability/ari": 0.9,
    "stability/jaccard_min": 0.8,
    "stability/jaccard_mean": 0.9,
    "quality/silhouette": 0.44,
}
QUICK = Tolerances(resamples=40)
RNG = np.random.default_rng(0)
KIND = RNG.integers(0, 4, 1200)
SPENT = np.where(RNG.random(1200) < 0.2 + 0.2 * KIND, np.exp(RNG.normal(KIND / 2)), 0.0)
OUTCOMES = outcomes_of(SPENT)
COARSE = KIND // 2
ELSEWHERE = RNG.permutation(COARSE)


def judged(champion, challenger, **known):
    given = {
        "outcomes": OUTCOMES,
        "churn": 0.25,
        "drift_due": False,
        "tolerances": QUICK,
        "seed": 0,
        **known,
    }
    return judge(champion, challenger, **given)


def failed(judgement):
    gates = judgement.gates
    return gates.loc[~gates["passed"], "gate"].tolist()


CHAMPION = side(COARSE, metrics=GOOD)
BETTER = side(KIND, metrics=GOOD)


def test_a_challenger_that_foretells_more_is_promoted_and_it_is_said_by_what():
    judgement = judged(CHAMPION, BETTER)
    assert (judgement.decision, judgement.admissible) == ("promoted", True)
    assert failed(judgement) == []
    assert judgement.reasons[0].en == "The challenger passes every gate."
    assert judgement.reasons[1].en.startswith("Better beyond chance: ")
    assert judgement.reasons[1].zh.startswith("显著改进：")


def test_the_first_scheme_has_only_to_be_fit_to_be_acted_on():
    judgement = judged(None, BETTER, outcomes=None, churn=float("nan"))
    assert judgement.decision == "promoted"
    assert judgement.gates["gate"].tolist() == ["promotable", "size", "recurrence"]
    assert "no champion" in judgement.reasons[0].en


def test_the_first_scheme_is_not_published_if_it_is_not():
    refused = side(KIND, promotable=False, refusals=("It stopped early.",))
    judgement = judged(None, refused)
    assert (judgement.decision, judgement.admissible) == ("kept", False)
    assert "It stopped early." in judgement.reasons[0].en


@pytest.mark.parametrize("drift_due", [True, False])
@pytest.mark.parametrize("labels", [COARSE, 1 - COARSE])
def test_a_champion_against_itself_changes_nothing(labels, drift_due):
    same = side(labels, metrics=GOOD)
    judgement = judged(CHAMPION, same, churn=0.0, drift_due=drift_due)
    assert judgement.decision == "no_change"
    assert judgement.reasons[0].en.startswith("Champion and challenger put everybody")


@pytest.mark.parametrize(
    ("gate", "known"),
    [
        ("promotable", {"promotable": False}),
        ("promotable", {"refusals": ("It stopped before it converged.",)}),
        ("size", {"n_segments": 5}),
        ("recurrence", {"metrics": GOOD | {"stability/jaccard_mean": 0.55}}),
        ("stability", {"metrics": GOOD | {"stability/ari": 0.87}}),
        ("silhouette", {"metrics": GOOD | {"quality/silhouette": 0.41}}),
    ],
)
@pytest.mark.parametrize("drift_due", [True, False])
def test_one_gate_suffices_to_keep_the_champion_drift_or_not(gate, known, drift_due):
    challenger = side(KIND, **{"metrics": GOOD, **known})
    judgement = judged(CHAMPION, challenger, drift_due=drift_due)
    assert judgement.decision == "kept"
    assert failed(judgement) == [gate]
    assert judgement.admissible is (gate in ("stability", "silhouette"))
    of_gate = judgement.gates.set_index("gate").loc[gate]
    assert judgement.reasons == ((of_gate["reason_en"], of_gate["reason_zh"]),)


def test_too_much_churn_keeps_the_champion_unless_drift_is_due():
    assert failed(judged(CHAMPION, BETTER, churn=0.31)) == ["churn"]
    assert judged(CHAMPION, BETTER, churn=0.31, drift_due=True).decision == "promoted"


def test_an_equal_challenger_is_kept_out_unless_drift_is_due():
    moved = np.where(np.arange(1200) % 100 == 0, 1 - COARSE, COARSE)
    equal = side(moved, metrics=GOOD)
    found = judged(side(1 - moved[::-1], metrics=GOOD), equal, outcomes=None)
    assert failed(found) == ["improvement"]
    known = judged(CHAMPION, equal, churn=0.01)
    assert failed(known) == ["improvement"]
    assert judged(CHAMPION, equal, churn=0.01, drift_due=True).decision == "promoted"


def test_a_challenger_that_foretells_less_is_kept_out_though_drift_is_due():
    worse = side(ELSEWHERE, metrics=GOOD)
    judgement = judged(BETTER, worse, drift_due=True)
    assert judgement.decision == "kept"
    assert {"future/r2", "future/gini", "future/retention_auc"} == {*failed(judgement)}


@pytest.mark.parametrize("outcomes", [None, OUTCOMES.head(0), OUTCOMES.head(5)])
def test_before_the_horizon_only_drift_promotes_and_it_is_said(outcomes):
    judgement = judged(CHAMPION, BETTER, outcomes=outcomes)
    assert judgement.decision == "kept"
    assert "before it is known what customers do next" in judgement.reasons[0].en
    drifted = judged(CHAMPION, BETTER, outcomes=outcomes, drift_due=True)
    assert drifted.decision == "promoted"
    told = drifted.gates.set_index("gate")["reason_en"]
    assert "was not measured" in told["usefulness"]


def test_schemes_without_metrics_are_judged_by_what_there_is():
    judgement = judged(side(COARSE), side(KIND))
    assert judgement.decision == "promoted"
    told = judgement.gates.set_index("gate")["reason_en"]
    for gate in ("recurrence", "stability", "silhouette", "kotler"):
        assert "not measured" in told[gate]


@pytest.mark.parametrize("outcomes", [None, OUTCOMES])
def test_the_table_keeps_its_contract_and_has_every_sentence_twice(outcomes):
    for champion in (None, CHAMPION):
        gates = judged(champion, BETTER, outcomes=outcomes).gates
        assert GATES.problems(table_from(gates, GATES)) == []
        assert gates["gate"].is_unique
        assert gates["reason_en"].str.fullmatch(r"[A-Z0-9].*[.]").all()
        assert gates["reason_zh"].str.fullmatch(r".*[\u4e00-\u9fff].*。").all()


def test_the_same_seed_decides_the_same():
    one, other = (judged(CHAMPION, BETTER).gates for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("seed", range(4))
def test_clusters_of_a_population_without_any_are_kept_out(seed):
    assert homogeneous(seed).decision == "kept"


@pytest.mark.slow
def test_clusters_of_a_population_without_any_are_kept_out_95_times_in_100():
    assert sum(homogeneous(seed).decision == "kept" for seed in range(100)) >= 95


def homogeneous(seed):
    """A first scheme, and nobody to tell apart."""
    features = np.random.default_rng(seed).normal(size=(600, 3))
    labels, metrics = returned(features, 5, seed)
    return judged(None, side(labels, metrics=metrics))
