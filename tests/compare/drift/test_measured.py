import numpy as np
import pandas as pd
import pytest
from compare.drift.shops import DAY, population, segments_of

from patronage.compare.drift import Rules, drift, drift_reference, watch
from patronage.tables import REFERENCE

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


def test_a_label_that_is_called_other_is_among_the_others():
    frame, segments = population(1)
    channel = pd.Series(["other", "web"] * 500, dtype="category")
    same = frame.assign(channel=channel), segments
    assert not drift_reference(*same).duplicated(REFERENCE.key).any()
    row = measured(same, same).loc[("channel", "category")]
    assert (row["before"], row["now"], row["psi"]) == (0.5, 0.5, 0.0)


def test_labels_that_are_missing_now_are_counted():
    frame, segments = population(1)
    region = pd.Series(["north", "south"] * 500, dtype="category")
    gone = region.where(frame.index % 4 < 2)
    pair = [(frame.assign(region=each), segments) for each in (region, gone)]
    row = measured(*pair).loc[("region", "category")]
    assert (row["missing_before"], row["missing_now"]) == (0.0, 0.5)


def test_a_number_that_comes_as_a_text_is_as_good_as_missing():
    frame, segments = population(1)
    texts = frame.assign(frequency=frame["frequency"].astype("str"))
    row = measured((frame, segments), (texts, segments)).loc[("frequency", "feature")]
    assert (row["band"], row["missing_now"]) == ("major", 1.0)


def test_growth_is_told_as_a_scale():
    frame, segments = population(1)
    grown = frame.assign(monetary_mean=frame["monetary_mean"] * 1.5)
    found = measured((frame, segments), (grown, segments))
    scales = found.xs("feature", level="kind")["scale"]
    assert scales.to_dict() == pytest.approx(
        {"frequency": 1, "monetary_mean": 1.5, "recency_days": 1}, rel=0.01
    )


def test_where_nobody_is_known_nothing_is_measured():
    frame, segments = population(1)
    nobody = frame.assign(status="unknown"), segments.assign(segment=-1)
    found = measured((frame, segments), nobody)
    assert found["psi"].isna().all()


def test_a_column_may_be_called_segment():
    frame, segments = population(1)
    same = frame.assign(segment=frame["frequency"]), segments
    assert measured(same, same).loc[("segment", "feature"), "psi"] == 0


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
    alone = segments.assign(segment=segments["segment"].where(frame.index > 0, 9))
    centres = drift_reference(frame, alone).query("kind == 'centre'")
    assert set(centres["label"]) == {"0", "1", "2", "3"}
    shuffled = frame.sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(reference, drift_reference(shuffled, segments))


def test_a_reference_of_sixty_columns_is_below_a_megabyte(tmp_path):
    frame, segments = population(4, 5000)
    rng = np.random.default_rng(0)
    more = pd.DataFrame(rng.gamma(2, size=(5000, 57))).add_prefix("x")
    wide = pd.concat([frame, more], axis=1)
    drift_reference(wide, segments).to_parquet(tmp_path / "reference.parquet")
    assert (tmp_path / "reference.parquet").stat().st_size < 1e6


def draws(moved, seeds):
    """How many of the redraws of the same process, or of a changed one, are due."""
    before = population(10_000)
    pairs = (population(seed, moved=moved) for seed in range(seeds))
    return sum(watched(before, now).due for now in pairs)


def redraws_of_few(seeds):
    """Of 200 customers and 40 features some index is always above its own value."""
    drawn = [wide(seed, 200) for seed in range(2 * seeds)]
    return sum(watched(*pair).due for pair in zip(drawn[::2], drawn[1::2], strict=True))


def wide(seed, n):
    """Forty columns that tell nothing of two segments."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.lognormal(size=(n, 40))).add_prefix("x")
    keys = population(seed, n)[0][["customer_id", "as_of", "status"]]
    frame = pd.concat([keys, frame], axis=1)
    segments = keys.assign(segment=rng.integers(0, 2, n), margin=0.5)
    return frame, segments


def within_a_segment(moved, seeds):
    """A fifth go from one archetype to another that the scheme has in one segment.

    They are .9 standard deviations apart in eight of ten columns.
    """
    centres = np.zeros((4, 10))
    centres[1, :8] = 1.4
    before, *after = (
        mixed(seed, centres, moved if seed < seeds else 0.0)
        for seed in (seeds, *range(seeds))
    )
    return sum(watched(before, now).due for now in after)


def mixed(seed, centres, moved):
    """The four archetypes; the first two are one segment, the others another."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 4, 1000)
    kind[np.flatnonzero(kind == 0)[: round(moved * 1000)]] = 1
    values = centres[kind] + rng.normal(size=(1000, 10))
    keys = population(seed)[0][["customer_id", "as_of", "status"]]
    frame = pd.concat([keys, pd.DataFrame(values).add_prefix("x")], axis=1)
    return frame, keys.assign(segment=kind // 2, margin=0.5)


def test_few_customers_with_many_features_are_not_drift():
    assert redraws_of_few(5) == 0


def test_a_change_within_a_segment_is_drift():
    assert within_a_segment(0.0, 3) == 0
    assert within_a_segment(0.2, 3) == 3


@pytest.mark.slow
def test_of_a_hundred_redraws_of_few_customers_two_at_most_are_false_alarms():
    assert redraws_of_few(100) <= 2


@pytest.mark.slow
def test_of_a_hundred_changes_within_a_segment_ninety_five_are_seen():
    assert within_a_segment(0.0, 100) <= 2
    assert within_a_segment(0.2, 100) >= 95


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
