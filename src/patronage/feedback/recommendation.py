"""Who would recommend us, segment by segment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.feedback.answers import Answers
from patronage.promoters import net_promoter_score

KIND = "recommendation"


def promoters(answers: Answers) -> pd.DataFrame:
    """Return the net promoter score of each segment with its 95 % interval.

    The interval is cut where the score ends, at -100 and 100.
    Answers on another scale than 0 to 10 are put on it, to the nearest number.
    """
    rows = answers.latest(KIND)
    told = [
        {"segment": segment, **_score(own["points"])}
        for segment, own in rows.groupby("segment")
    ]
    columns = ["segment", "answers", "promoters", "detractors", "nps", "low", "high"]
    return pd.DataFrame(told, columns=columns)


def _score(points: pd.Series) -> dict[str, float]:
    found = net_promoter_score((points / 10).round().to_numpy(float))
    low, high = np.clip(found.interval, -100, 100)
    return {
        "answers": found.n,
        "promoters": found.promoters,
        "detractors": found.detractors,
        "nps": found.score,
        "low": float(low),
        "high": float(high),
    }
