import numpy as np
import pandas as pd
import pytest
from compare.drift.shops import DAY, population, segments_of

from patronage.compare.drift import Rules, drift, drift_reference, watch

SEEDS = 20


def measured(before, now):
    return drift(drift_reference(*before), *now).set_index(["subject", "kind"])


def watched(before, now):
    return watch(drift(drift_reference(*before), *now), Rules(), age_days=30)


def test_the_same_customers_have_not_moved():
    same = population(0)
    found = measured(same, same)
    indices = found["psi"].dropna()
    assert (indices < 1e-12).all()
    assert (found["ks"].dropna() == 0).all()
    assert (found["band"] == "stable").all()
    assert found.loc[("confidence", "confidence"), "shift"] == pytest.approx(0)


def test_the_two_sample_test_is_that_of_the_reference():
    """METHODS F.7: 1 to 5 against 3 to 7."""
    both = []
    for values in (range(1, 6), range(3, 8)):
        frame = pd.DataFrame({"customer_id": list("abcde"), "as_of": DAY})
        frame = frame.assign(status="ok", frequency=[float(v) for v in values])
        segments = frame[["customer_id", "as_of"]].assign(segment=0, margin=0.5)
        both.append((frame, segments))
    found = measured(*both).loc[("frequency", "feature")]
    assert found["ks"] == pytest.approx(0.4)
    assert found["p"] == pytest.approx(0.8730, abs=1e-4)


def test_a_label_that_was_not_there_is_other():
    frame, segments = population(1)
    here = pd.Series(["north", "south"] * 500, dtype="category")
    there = pd.Series(["north", "west"] * 500, dtype="category")
    reference = drift_reference(frame.assign(region=here), segments)
    found = drift(reference, frame.assign(region=there), segments)
    row = found.set_index("subject").loc["region"]
    assert (row["before"], row["now"]) == (0.0, 0.5)
    assert row["band"] == "major"


def test_values_that_are_missing_now_are_seen():
    frame, segments = population(2)
    gone = frame.assign(frequency=frame["frequency"].where(frame.index % 2 == 0))
    row = measured((frame, segments), (gone, segments)).loc[("frequency", "feature")]
    assert (row["missing_before"], row["missing_now"]) == (0.0, 0.5)
    assert row["band"] == "major"


def test_a_segment_whose_customers_changed_has_another_centre():
    frame, segments = population(3)
    of = segments["segment"] == 2
    moved = frame.assign(
        recency_days=frame["recency_days"].where(~of, frame["recency_days"] * 2)
    )
    found = measured((frame, segments), (moved, segments))
    assert found.loc[("centre 2", "centre"), "band"] == "major"
    assert found.loc[("centre 1", "centre"), "band"] == "stable"


def test_the_reference_keeps_no_id_and_nothing_of_one_customer():
    frame, segments = population(4)
    reference = drift_reference(frame, segments)
    texts = set(reference[["subject", "kind", "label"]].to_numpy().ravel())
    assert not texts & set(frame["customer_id"])
    shuffled = frame.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(reference, drift_reference(shuffled, segments))


def draws(moved, seeds):
    """How many of the redraws of the same process, or of a changed one, are due."""
    before = population(10_000)
    pairs = (population(seed, moved=moved) for seed in range(seeds))
    return sum(watched(before, now).due for now in pairs)


def test_redraws_of_the_same_process_are_not_drift():
    assert draws(0.0, SEEDS) <= 1


def test_a_fifth_of_the_customers_who_change_are_drift():
    assert draws(0.2, SEEDS) >= SEEDS - 1


@pytest.mark.slow
def test_of_a_hundred_redraws_two_at_most_are_false_alarms():
    assert draws(0.0, 100) <= 2


@pytest.mark.slow
def test_of_a_hundred_changes_of_a_fifth_ninety_five_are_seen():
    assert draws(0.2, 100) >= 95


def test_customers_without_a_segment_do_not_count_as_one():
    frame, segments = population(5)
    left_out = segments.assign(segment=segments["segment"].where(frame.index > 99, -1))
    found = measured((frame, segments), (frame, left_out))
    shares = found.xs("segment", level="kind")["now"]
    assert shares.sum() == pytest.approx(1)
    assert np.isfinite(found.loc[("segments", "segments"), "psi"])


def test_placing_is_of_the_archetypes():
    frame, segments = population(6)
    assert segments.equals(segments_of(frame))
