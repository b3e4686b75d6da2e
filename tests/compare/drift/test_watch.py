import numpy as np
import pandas as pd

from patronage.compare.drift import Rules, watch


def table(**indices):
    rows = [
        {"subject": name, "kind": "feature", "psi": index, "psi_critical": 0.03}
        for name, index in indices.items()
    ]
    sizes = {"subject": "segments", "kind": "segments", "psi": 0.0, "shift": 0.0}
    return pd.DataFrame([*rows, {**sizes, "psi_critical": 0.03}])


def test_one_feature_that_is_elsewhere_is_enough():
    found = watch(table(recency_days=0.3, frequency=0.0), Rules(), age_days=1)
    assert found.due
    assert "recency_days (0.30) moved beyond 0.25" in found.verdict.en
    assert "recency_days" in found.verdict.zh


def test_so_are_three_that_have_moved_somewhat():
    two = watch(table(a=0.12, b=0.13), Rules(), age_days=1)
    three = watch(table(a=0.12, b=0.13, c=0.2), Rules(), age_days=1)
    assert (two.due, three.due) == (False, True)
    assert "2 of 2 features" in two.verdict.en


def test_what_chance_does_is_no_reason():
    few = table(a=0.4, b=0.4, c=0.4).assign(psi_critical=0.5)
    assert not watch(few, Rules(), age_days=1).due


def test_segments_of_other_sizes_are_a_reason():
    changed = table(a=0.0)
    of = changed["kind"] == "segments"
    changed.loc[of, ["psi", "shift"]] = [0.2, 0.15]
    found = watch(changed, Rules(), age_days=1)
    assert found.due
    assert "differ by 15% of the customers" in found.verdict.en


def test_age_alone_is_a_reason():
    found = watch(table(a=0.0), Rules(max_age_days=92), age_days=93)
    assert [each.en for each in found.reasons] == [
        "the champion is 93 days old, beyond 92"
    ]


def test_what_was_not_measured_says_nothing():
    assert not watch(table(a=np.nan), Rules(), age_days=1).due
