"""Retailers whose quadrant, support and credit stand in the test."""

import numpy as np
import pandas as pd

from patronage.rules import RetailerLists, Sign
from patronage.segments import Membership, SegmentName, SegmentScheme
from tests.rules.valued import PURPOSE, customers

QUADRANTS = ["low_value", "potential_value", "second_tier_value", "high_value"]
SIGNS = {
    "suspended": Sign(column="suspended", en="suspended", zh="停用"),
    "severe": Sign(column="severe", at_least=1, en="severe violations", zh="严重违规"),
    "credit": Sign(
        column="credit_score", below=60, en="credit below 60", zh="信用度低于 60"
    ),
}


def names(keys):
    return [SegmentName(key=k, en=k.replace("_", " "), zh=k) for k in keys]


class Given(SegmentScheme):
    """Quadrants that stand in a column, the likelier the surer."""

    def __init__(self, segment_names, name="quadrants", purpose=PURPOSE):
        self.name = name
        self.purpose = purpose
        self.segment_names = segment_names

    def fit(self, features, y=None):
        self.n_segments_ = 4
        return self

    def membership(self, features: pd.DataFrame) -> Membership:
        segment = features["quadrant"].to_numpy(np.int64)
        sure = features.get("sure", pd.Series(1.0, index=features.index)).to_numpy()
        status = np.where(sure < 0.6, "borderline", "ok")
        return Membership(
            segment=segment,
            status=np.where(segment < 0, "new", status),
            probability=np.where(segment < 0, np.nan, sure),
            margin=sure,
        )


def retailers(**columns):
    """Retailers without fault in quadrants 0 (low) to 3 (high), unless said."""
    size = max(len(values) for values in columns.values())
    usual = {
        "quadrant": np.zeros(size, int),
        "suspended": ["no"] * size,
        "severe": np.zeros(size),
        "credit_score": np.full(size, 90.0),
        "support_score": np.full(size, 50.0),
        "contribution_score": np.full(size, 70.0),
    }
    return customers(**(usual | columns))


def lists(quadrants=None, **settings):
    """The lists of retailers, by those quadrants."""
    scores = [n.replace("_score", "") for n in SCORES]
    said = [SegmentName(key=k, en=e, zh=e) for k, e in zip(SCORES, scores, strict=True)]
    return RetailerLists(
        "lists",
        PURPOSE,
        quadrants or Given(names(QUADRANTS)),
        SIGNS,
        said,
        names(["core", "general", "problem"]),
        **settings,
    )


SCORES = ("contribution_score", "support_score", "credit_score")
