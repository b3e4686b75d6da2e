"""What the segments are worth, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.clustering.structure import Evidence, Structure, meaning

if TYPE_CHECKING:
    from patronage.clustering.stability import Resampling

CUT_SHORT = "It stopped before it converged."


def verdict(
    structure: Structure,
    evidence: Evidence,
    resampling: Resampling,
    failures: Sequence[str],
) -> str:
    """Say what the structure means, what it rests on, and which gates fail."""
    said = meaning(structure).en
    head = f"{said[0].upper()}{said[1:]}."
    basis = [_against_null(evidence), _over_bootstraps(evidence, resampling)]
    return " ".join([head, *filter(None, basis), *failures])


def _against_null(evidence: Evidence) -> str:
    if np.isnan(evidence.null_p):
        return ""
    return (
        f"The silhouette is {evidence.silhouette:.2f}, against "
        f"{evidence.null_mean:.2f} for customers of the same marginals and "
        f"correlations without groups (p = {evidence.null_p:.2g})."
    )


def _over_bootstraps(evidence: Evidence, resampling: Resampling) -> str:
    if np.isnan(evidence.jaccard_min):
        return ""
    return (
        f"Over {resampling.n_bootstraps} bootstraps the least stable segment keeps a "
        f"Jaccard of {evidence.jaccard_min:.2f}, the mean is "
        f"{evidence.jaccard_mean:.2f}."
    )
