"""Panels whose scores a test can see."""

import pandas as pd

ITEMS = ["value", "credit", "tenure"]


def panel(*rounds):
    """Scores of rounds, each of which maps experts to one score per item."""
    rows = [
        (number, expert, item, float(score))
        for number, told in enumerate(rounds, start=1)
        for expert, scores in told.items()
        for item, score in zip(ITEMS, scores, strict=False)
    ]
    return pd.DataFrame(rows, columns=["round", "expert", "item", "score"])


def five(*scores, n=5):
    """Experts who all say the same."""
    return {f"e{number}": scores for number in range(n)}
