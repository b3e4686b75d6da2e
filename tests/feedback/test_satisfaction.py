import numpy as np
import pytest

from patronage.feedback import importance, top_boxes
from tests.feedback.said import answers


def test_the_two_best_boxes_of_each_scale_count():
    rows = [{"customer_id": str(score), "score": float(score)} for score in range(1, 6)]
    turned = [
        {"customer_id": str(score), "score": float(score), "item": "noise"}
        | {"reversed": True}
        for score in range(1, 6)
    ]
    table = top_boxes(answers(*rows, *turned)).set_index("item")
    assert table["share"].tolist() == [0.4, 0.4]
    assert (table["low"] < 0.4).all()
    assert (table["high"] > 0.4).all()


def survey(n=60):
    """Overall follows delivery; stock is bad and matters little."""
    rng = np.random.default_rng(3)
    rows = []
    for i in range(n):
        delivery = int(rng.integers(1, 6))
        told = {"overall": delivery, "delivery": delivery, "stock": rng.integers(1, 4)}
        rows += [
            {"customer_id": str(i), "item": item, "score": float(score)}
            for item, score in told.items()
        ]
    return rows


def test_importance_is_the_correlation_with_overall():
    table = importance(answers(*survey())).set_index("item")
    assert table.loc["delivery", "importance"] == pytest.approx(1)
    assert table.loc["delivery", "advice"] == "keep_up"
    assert table.loc["stock", "advice"] == "low_priority"


def test_too_few_answers_say_nothing():
    assert importance(answers(*survey(29))).empty


def test_without_an_overall_answer_nothing_hangs_on_it():
    rows = [row for row in survey() if row["item"] != "overall"]
    assert importance(answers(*rows)).empty
