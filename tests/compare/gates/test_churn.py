import numpy as np
import pytest

from patronage.compare.gates.churn import churned, unchanged
from tests.compare.gates.populations import side

LABELS = np.repeat([0, 1, 2], 40)


def test_a_champion_against_itself_is_unchanged_whatever_the_numbers():
    assert unchanged(side(LABELS), side(LABELS))
    assert unchanged(side(LABELS), side((LABELS + 1) % 3))


def test_one_customer_who_moves_is_a_change():
    moved = LABELS.copy()
    moved[0] = 1
    assert not unchanged(side(LABELS), side(moved))
    moved[0] = -1
    assert not unchanged(side(LABELS), side(moved))
    assert not unchanged(side(moved), side(LABELS))


def test_a_split_a_merger_and_an_empty_segment_more_are_changes():
    split = np.where(np.arange(120) < 20, 3, LABELS)
    assert not unchanged(side(LABELS), side(split))
    assert not unchanged(side(split, n_segments=4), side(LABELS, n_segments=4))
    assert not unchanged(side(LABELS), side(LABELS, n_segments=4))


def test_a_customer_known_on_one_side_only_is_a_change():
    assert not unchanged(side(LABELS), side(LABELS[:-1]))


@pytest.mark.parametrize(
    ("churn", "passes"), [(0.0, True), (0.3, True), (0.301, False)]
)
def test_few_may_change_their_segment(churn, passes):
    ruling = churned(churn, 0.3, drift_due=False)
    assert ruling.passed is passes
    assert f"{100 * churn:.1f}%" in ruling.said.en
    assert "最多允许 30%" in ruling.said.zh


def test_all_may_where_drift_is_due_and_it_is_said():
    ruling = churned(0.8, 0.3, drift_due=True)
    assert ruling.passed
    assert "drift is due" in ruling.said.en
    assert "drift" not in churned(0.1, 0.3, drift_due=True).said.en


def test_what_nobody_can_tell_is_not_passed():
    ruling = churned(float("nan"), 0.3, drift_due=False)
    assert not ruling.passed
    assert ruling.said.en.startswith("Nobody has a segment on both sides")
