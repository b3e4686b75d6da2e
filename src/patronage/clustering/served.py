"""What is served, as the gate looks at it: the clusters after merging, of everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patronage.clustering.numbering import Numbering
    from patronage.clustering.selection import Selection


def served(numbering: Numbering, selection: Selection) -> dict[str, float]:
    """Return a row like those of the selection's table, of the segments.

    Where clusters were merged the Jaccard of a segment is the mean of its clusters'.
    """
    smallest = float(min(numbering.sizes, default=0))
    jaccard = numbering.jaccard
    return {
        "k": len(jaccard),
        "min_n": smallest,
        "min_share": smallest / len(selection.labels_),
        "jaccard_min": float(jaccard.min()) if len(jaccard) else float("nan"),
        "jaccard_mean": float(jaccard.mean()) if len(jaccard) else float("nan"),
        "agreement": selection.clusterer_.agreement_,
    }
