import pytest

from patronage.feedback import promoters
from tests.feedback.said import answers

SCALE = {"kind": "recommendation", "scale_low": 0.0, "scale_high": 10.0}


def test_fifty_promoters_and_twenty_detractors_of_a_hundred():
    scores = [10.0] * 50 + [8.0] * 30 + [6.0] * 20
    rows = [
        SCALE | {"customer_id": str(i), "score": score}
        for i, score in enumerate(scores)
    ]
    row = promoters(answers(*rows)).iloc[0]
    assert row["nps"] == pytest.approx(30)
    assert row["high"] - row["nps"] == pytest.approx(15.31, abs=0.005)


def test_each_segment_has_its_own():
    rows = [SCALE | {"customer_id": c, "score": s} for c, s in [("a", 9.0), ("b", 2.0)]]
    table = promoters(answers(*rows, segments={"a": 0, "b": 1}))
    assert table["nps"].tolist() == [100, -100]


def test_without_answers_there_is_none():
    assert promoters(answers({"customer_id": "a"})).empty


def test_the_interval_ends_where_the_score_does():
    scores = [2.0] * 6 + [8.0]
    rows = [SCALE | {"customer_id": str(i), "score": s} for i, s in enumerate(scores)]
    row = promoters(answers(*rows)).iloc[0]
    assert row["low"] == -100
    assert row["nps"] < row["high"] < 0
