from patronage.feedback import intended
from tests.feedback.said import answers


def test_who_intends_to_buy_is_told_by_product_and_date():
    rows = [
        {"customer_id": c, "kind": "intention", "item": "next_month"}
        | {"product": p, "score": s}
        for c, p, s in [("a", "P1", 5.0), ("b", "P1", 3.0), ("a", "P2", 4.0)]
    ]
    table = intended(answers(*rows))
    assert table["product"].tolist() == ["P1", "P2"]
    assert table["likely"].tolist() == [0.5, 1.0]
    assert table["answers"].tolist() == [2, 1]
