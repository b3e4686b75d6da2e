import pandas as pd
import pytest

from patronage.compare.gates.gain import gains
from patronage.compare.gates.paired import COLUMNS


def table(**bounds):
    rows = [
        (name, 0.4, 0.4 + (low + high) / 2, (low + high) / 2, low, high)
        for name, (low, high) in bounds.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def rulings(found, *, drift_due=False):
    return {each.gate: each for each in gains(found, 0.005, drift_due=drift_due)}


def test_a_gain_beyond_chance_and_tolerance_on_one_measure_suffices():
    found = rulings(table(r2=(-0.02, 0.02), gini=(0.01, 0.05)))
    assert all(each.passed for each in found.values())
    assert found["improvement"].low == 0.01
    assert "Gini) 0.430 against the champion's 0.400, by 0.0100 at least" in (
        found["improvement"].said.en
    )


@pytest.mark.parametrize("low", [-0.01, 0.0, 0.005])
def test_a_gain_that_may_be_chance_or_a_trifle_does_not(low):
    found = rulings(table(gini=(low, 0.05)))
    assert found["future/gini"].passed
    assert not found["improvement"].passed


@pytest.mark.parametrize(
    ("high", "passes"), [(-0.004, True), (-0.005, True), (-0.006, False)]
)
def test_a_loss_beyond_chance_and_tolerance_speaks_against(high, passes):
    found = rulings(table(r2=(-0.1, high), gini=(0.01, 0.05)))
    assert found["future/r2"].passed is passes
    assert found["improvement"].passed


def test_the_sentence_of_a_loss_tells_its_numbers():
    said = rulings(table(retention_auc=(-0.08, -0.02)))["future/retention_auc"].said
    assert said.en == (
        "Worse beyond chance: telling who stays (AUC) 0.350 against the champion's "
        "0.400, by 0.0200 at least; at most 0.005 is allowed."
    )
    assert "至少低 0.0200" in said.zh


def test_drift_needs_no_gain_but_takes_no_loss():
    found = rulings(table(r2=(-0.1, -0.05), gini=(-0.01, 0.01)), drift_due=True)
    assert found["improvement"].passed
    assert "Drift is due" in found["improvement"].said.en
    assert not found["future/r2"].passed


def test_without_outcomes_nothing_is_lost_and_nothing_won():
    found = rulings(table())
    assert found["usefulness"].passed
    assert "was not measured" in found["usefulness"].said.en
    assert "未作测量" in found["usefulness"].said.zh
    assert not found["improvement"].passed
    assert rulings(table(), drift_due=True)["improvement"].passed
