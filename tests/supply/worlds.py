"""Small shops that share what is scarce."""

import pandas as pd

from patronage.supply import Entitlement

ENTITLEMENT = Entitlement(
    quota={"t1": 20, "t2": 10},
    placement={"top": {"g1": 6, "g2": 0}, "plain": {"g1": 15, "g2": 8}},
)


def shops(**changes):
    usual = {
        "customer_id": ["a", "b", "c", "d"],
        "tier": ["t1", "t1", "t2", "t2"],
        "grade": ["g1", "g2", "g1", "g2"],
        "rank": [0, 0, 1, 1],
        "grade_rank": [1.0, 2.0, 1.0, 2.0],
        "balance": 0.0,
    }
    return pd.DataFrame(usual | changes)


def goods(top=100, plain=100):
    return pd.DataFrame(
        {
            "product_id": ["p", "q"],
            "product_class": ["top", "plain"],
            "stock": [top, plain],
            "least_grade": [float("nan")] * 2,
        }
    )
