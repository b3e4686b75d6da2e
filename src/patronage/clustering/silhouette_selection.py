"""The number of clusters of the highest silhouette."""

from __future__ import annotations

from typing import Any

import numpy as np

from patronage.clustering.choice import Choice
from patronage.clustering.gate import Evaluation
from patronage.clustering.range_selection import RangeSelection
from patronage.clustering.ranking import near_best


class SilhouetteSelection(RangeSelection):
    """Take the k of the highest mean silhouette (Rousseeuw 1987).

    Near ties are within a standard error of it; they are told, not taken.
    """

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        score = table["silhouette"]
        row = int(np.nan_to_num(score, nan=-np.inf).argmax())
        ks = f"{table['k'][0]} to {table['k'][-1]}"
        return Choice(
            row=row,
            score=score,
            near=near_best(score, table["silhouette_se"]),
            why=f"it has the highest silhouette ({score[row]:.3f}) of k = {ks}",
        )
