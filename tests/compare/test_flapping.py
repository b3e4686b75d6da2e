import numpy as np
import pandas as pd
import pytest

from patronage import compare

IDS = list("abcde")


def matrix(rows, ids=IDS):
    return pd.DataFrame(rows, index=ids[: len(rows)], columns=["x", "y"])


def segments(labels, ids=IDS):
    return pd.DataFrame({"customer_id": ids[: len(labels)], "segment": labels})


BEFORE = matrix([[0.0, 0], [1, 1], [2, 2], [3, 3]])


def test_steady_are_those_whose_features_stay_within_a_part_of_a_deviation():
    after = BEFORE + matrix([[0.2, -0.2], [0.0, 0.5], [0.0, 0.0], [1.0, 0.0]])
    steady = compare.steady_customers(BEFORE, after, within=0.25)
    assert steady.tolist() == ["a", "c"]


def test_customers_are_matched_by_id_and_must_be_there_on_both_days():
    after = BEFORE[::-1].drop(index="b")
    steady = compare.steady_customers(BEFORE, after, within=0.0)
    assert steady.tolist() == ["a", "c", "d"]


def test_without_a_feature_nobody_is_known_to_be_steady():
    assert not len(compare.steady_customers(BEFORE[[]], BEFORE[[]], within=1.0))


def test_who_changes_without_cause_is_told_from_who_changes():
    before, after = segments([0, 0, 1, 1]), segments([1, 0, 0, 1])
    steady = pd.Index(["a", "b"])
    found = {s.name: s for s in compare.flapping(before, after, steady)}
    assert found["flapping/all"].value == 0.5
    assert found["flapping/steady"].value == 0.5
    assert found["flapping/steady"].low < found["flapping/all"].low


def test_customers_without_a_segment_on_either_day_do_not_count():
    before, after = segments([0, -1, 1]), segments([0, 0, -1])
    (only,) = compare.flapping(before, after, pd.Index(["b", "c"]))
    assert (only.name, only.value) == ("flapping/all", 0)


def test_nobody_on_both_days_says_nothing():
    assert compare.flapping(segments([0]), segments([-1]), pd.Index([])) == []


def test_coverage_is_of_the_active():
    (only,) = compare.coverage(segments([0, -1, 2, -1]), pd.Series(["a", "b", "c"]))
    assert only.value == pytest.approx(2 / 3)
    assert only.low < 2 / 3 < only.high
    assert compare.coverage(segments([0]), pd.Series(["z"])) == []
    assert np.isfinite([only.low, only.high]).all()
