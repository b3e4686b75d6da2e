"""The number of clusters of the highest silhouette."""

from __future__ import annotations

from typing import Any

import numpy as np

from patronage.clustering.gate import Evaluation
from patronage.clustering.range_selection import RangeSelection
from patronage.clustering.selection import Choice


class SilhouetteSelection(RangeSelection):
    """Take the k of the highest mean silhouette (Rousseeuw 1987)."""

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        score = table["silhouette"]
        row = int(np.nan_to_num(score, nan=-np.inf).argmax())
        ks = f"{table['k'][0]} to {table['k'][-1]}"
        why = f"it has the highest silhouette ({score[row]:.3f}) of k = {ks}"
        return Choice(row=row, score=score, why=why)
