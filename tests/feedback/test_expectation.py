from patronage.feedback import gaps, rounds
from tests.feedback.said import answers

SCALE = {"kind": "expectation", "item": "visits", "scale_low": 0.0, "scale_high": 100.0}


def panel():
    told = {"a": [(10, 40.0), (24, 60.0)], "b": [(10, 80.0), (24, 70.0)]}
    return [
        SCALE | {"customer_id": c, "answered_day": f"2025-11-{day}", "score": score}
        for c, given in told.items()
        for day, score in given
    ]


def test_rounds_are_told_by_their_days():
    table = rounds(answers(*reversed(panel())))
    assert table["round"].tolist() == [1, 1, 2, 2]
    assert table["score"].tolist() == [40, 80, 60, 70]


def test_the_gap_is_the_last_round_less_what_is_found():
    today = [
        {"customer_id": c, "item": "visits", "score": s}
        for c, s in [("a", 2.0), ("b", 4.0)]
    ]
    row = gaps(answers(*panel(), *today)).iloc[0]
    assert row["expected"] == 65
    assert row["found"] == 50
    assert row["gap"] == 15
