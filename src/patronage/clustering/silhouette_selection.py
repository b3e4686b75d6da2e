"""The number of clusters of the highest silhouette."""

from __future__ import annotations

from typing import Any

import numpy as np

from patronage.clustering.choice import Choice, ties, unranked
from patronage.clustering.gate import Evaluation
from patronage.clustering.range_selection import RangeSelection
from patronage.clustering.ranking import near_best


class SilhouetteSelection(RangeSelection):
    """Take the k of the highest mean silhouette (Rousseeuw 1987).

    Near ties are within a standard error of it; they are told, not taken.
    """

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        measured = table["silhouette"]
        row = int(np.nan_to_num(measured, nan=-np.inf).argmax())
        near = near_best(measured, table["silhouette_se"])
        ks = f"{table['k'][0]} to {table['k'][-1]}"
        return Choice(
            row=row,
            score=unranked(table),
            near=near,
            why=(
                f"it has the highest silhouette ({measured[row]:.3f}) of k = {ks}"
                f"{ties(table['k'][near])}"
            ),
        )
