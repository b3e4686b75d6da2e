import numpy as np
import pandas as pd

from patronage.compare.drift import Rules, watch


def table(**indices):
    rows = [
        {"subject": name, "kind": "feature", "psi": index, "ks": 0.0}
        for name, index in indices.items()
    ]
    sizes = {"subject": "segments", "kind": "segments", "psi": 0.0, "shift": 0.0}
    frame = pd.DataFrame([*rows, sizes])
    return frame.assign(psi_critical=0.03, psi_p=1e-6, p_adjusted=1e-6)


def test_one_feature_that_is_elsewhere_is_enough():
    found = watch(table(recency_days=0.3, frequency=0.0), Rules(), age_days=1)
    assert found.due
    assert "recency_days (0.30) moved beyond 0.25" in found.verdict.en
    assert "recency_days" in found.verdict.zh


def test_so_are_three_that_have_moved_somewhat():
    two = watch(table(a=0.12, b=0.13), Rules(), age_days=1)
    three = watch(table(a=0.12, b=0.13, c=0.2), Rules(), age_days=1)
    assert (two.due, three.due) == (False, True)
    assert "c (0.20), b (0.13), a (0.12)" in three.verdict.en
    assert "c (0.20)、b (0.13)、a (0.12)" in three.verdict.zh
    assert "2 of 2 features" in two.verdict.en


def test_what_chance_does_is_no_reason():
    few = table(a=0.4, b=0.4, c=0.4).assign(psi_critical=0.5)
    assert not watch(few, Rules(), age_days=1).due


def test_nor_is_what_one_of_many_features_does_by_chance():
    """Above its critical value, as 5 % of features are without any drift."""
    one = table(a=0.4, b=0.0).assign(psi_p=0.04)
    assert not watch(one, Rules(), age_days=1).due


def test_features_that_lie_apart_within_their_bands_are_a_reason():
    apart = table(a=0.08, b=0.08, c=0.09).assign(ks=[0.12, 0.13, 0.14, np.nan])
    found = watch(apart, Rules(), age_days=1)
    assert [each.en for each in found.reasons] == [
        "3 features lie 0.1 or more apart (Kolmogorov-Smirnov): "
        "c (0.14), b (0.13), a (0.12)"
    ]
    assert not watch(apart.assign(p_adjusted=0.01), Rules(), age_days=1).due


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
    found = watch(table(a=np.nan), Rules(), age_days=1)
    assert not found.due
    assert "Nothing was measured" in found.verdict.en
