import re

import pandas as pd
import pytest

from patronage import profiles


def metrics_of(profile):
    return {metric.name: metric.value for metric in profiles.size_metrics(profile)}


def profile(*sizes):
    table = pd.DataFrame({"size": sizes, "revenue_share": float("nan")})
    table["segment_id"] = [f"S{i + 1:02d}" for i in range(len(sizes))]
    return table.assign(share=table["size"] / max(1, sum(sizes)))


def test_sizes_and_shares_by_id():
    found = metrics_of(profile(30, 10))
    assert found["size/S01"] == 30
    assert found["share/S02"] == 0.25
    assert found["size/n"] == 40
    assert found["size/k"] == 2
    assert (found["size/min_share"], found["size/max_share"]) == (0.25, 0.75)
    assert not any(name.startswith("revenue_share") for name in found)


def test_entropy_is_one_for_equal_and_zero_for_single_segments():
    assert metrics_of(profile(5, 5, 5))["size/entropy"] == pytest.approx(1)
    assert metrics_of(profile(5, 0, 0))["size/entropy"] == 0


def test_an_empty_segment_is_not_counted_in_k():
    assert metrics_of(profile(5, 5, 0))["size/k"] == 2


def test_no_segments_at_all_leave_two_zeros():
    assert metrics_of(profile()) == {"size/n": 0, "size/k": 0}


def test_names_hold_no_sign_that_a_store_refuses(shop):
    table = profiles.profile(shop.features, shop.segments, shop.dictionary, shop.names)
    names = [metric.name for metric in profiles.size_metrics(table)]
    assert "revenue_share/S01" in names
    assert all(re.fullmatch(r"[A-Za-z0-9_/]+", name) for name in names)
