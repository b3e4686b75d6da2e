import numpy as np
import pytest

from tests.feedback.said import answers


@pytest.mark.parametrize(
    ("row", "points"),
    [
        ({"score": 4.0}, 75),
        ({"score": 4.0, "reversed": True}, 25),
        ({"score": 7.0, "scale_low": 0.0, "scale_high": 10.0}, 70),
        ({"scale_high": 1.0}, np.nan),
    ],
)
def test_points_are_percentages_of_the_scale(row, points):
    found = answers({"customer_id": "a"} | row).table["points"]
    assert found.tolist() == pytest.approx([points], nan_ok=True)


def test_what_is_said_later_or_long_ago_or_of_others_is_left_out():
    days = ["2026-01-01", "2025-12-31", "2025-10-01"]
    rows = [{"customer_id": "a", "answered_day": day} for day in days]
    other = {"customer_id": "a", "subject": "competitor"}
    found = answers(*rows, other, window_days=60).table
    assert found["answered_day"].astype(str).tolist() == ["2025-12-31"]


def test_what_was_resolved_later_is_still_open():
    row = {"customer_id": "a", "kind": "complaint", "resolved_day": "2026-01-05"}
    assert answers(row).table["resolved_day"].isna().all()


def test_the_latest_answer_counts():
    rows = [
        {"customer_id": "a", "score": 1.0, "answered_day": "2025-12-20"},
        {"customer_id": "a", "score": 5.0, "answered_day": "2025-12-01"},
    ]
    assert answers(*rows).latest("satisfaction")["score"].tolist() == [1]


def test_customers_without_a_segment_are_not_told():
    rows = [{"customer_id": "a"}, {"customer_id": "b"}]
    found = answers(*rows, segments={"a": 0, "c": 1}).of_kind("satisfaction")
    assert found["customer_id"].tolist() == ["a"]
