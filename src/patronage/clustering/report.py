"""What a fitted cluster scheme has to say of how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage.clustering.criteria import fit_criterion
from patronage.clustering.cut_off import cut_off
from patronage.clustering.segment_stability import stability_table
from patronage.clustering.stability import ARI_BOUNDS
from patronage.loggable import Loggable, Metric, Params, Table

if TYPE_CHECKING:
    from patronage.clustering.preprocessing import Preprocessing
    from patronage.clustering.scheme import ClusterScheme

WEAK = 0.25
CHOICE = (
    "silhouette",
    "silhouette_se",
    "simplified_silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "prediction_strength",
    "tested_silhouette",
    "null_silhouette",
    "null_excess",
    "null_p",
    "min_share",
    "score",
    "admissible",
)


def report(scheme: ClusterScheme) -> Iterator[Loggable]:
    """Yield the settings, the criteria of the chosen k, and the tables.

    These are `selection.csv`, a row per k, and `stability.csv`, a row per segment;
    the latter, and what the clusters are worth, not where a rule gives the segments
    (`replaced`).
    """
    yield Params(_params(scheme))
    told = {} if scheme.fallback_ is not None else _worth(scheme)
    for name, value in {**told, **_choice(scheme)}.items():
        if np.isfinite(value):
            yield Metric(name, float(value))
    replaced = scheme.fallback_ is not None
    curve = pd.DataFrame(scheme.selection_table_).assign(replaced=replaced)
    yield Table("selection.csv", curve)
    if not replaced:
        yield Table("stability.csv", stability_table(scheme.jaccard_))


def weak_structure(scheme: ClusterScheme) -> list[str]:
    """Say so where the segments overlap (Rousseeuw 1987: a silhouette below .25)."""
    silhouette = _chosen(scheme)["tested_silhouette"]
    if not silhouette < WEAK:  # of one segment it is NaN
        return []
    return [f"A silhouette of {cut_off(silhouette)} is weak: the segments overlap."]


def _chosen(scheme: ClusterScheme) -> dict[str, float]:
    table = scheme.selection_table_
    return {name: column[table["chosen"]][0] for name, column in table.items()}


def _params(scheme: ClusterScheme) -> dict[str, Any]:
    preprocessing = scheme.pipeline_.named_steps["preprocessing"]
    return {
        "k": scheme.n_segments_,
        "algorithm": type(scheme.clusterer).__name__,
        "selection": type(scheme.selection).__name__,
        "structure": scheme.structure_,
        "promotable": scheme.promotable,
        "verdict": scheme.verdict_,
        "explanation": scheme.explanation_,
        "value": scheme.value_,
        "random_state": scheme.random_state,
        **_preprocessing_params(preprocessing),
    }


def _preprocessing_params(preprocessing: Preprocessing) -> dict[str, Any]:
    steps = preprocessing.steps_.values()
    dropped = preprocessing.dropped_.items()
    return {
        "preprocessing": " > ".join(type(step).__name__ for step in steps),
        "columns": ", ".join(preprocessing.names_),
        "dropped": "; ".join(f"{name}: {why}" for name, why in dropped),
        "single_factor": len(set(preprocessing.used_blocks_)) == 1,
    }


def _worth(scheme: ClusterScheme) -> dict[str, float]:
    clusterer, row = scheme.pipeline_.named_steps["clusterer"], _chosen(scheme)
    own, k = fit_criterion(clusterer), len(scheme.jaccard_)
    return {
        **{f"quality/{name}": value for name, value in own.items()},
        "quality/assigner_agreement": clusterer.agreement_,
        "quality/converged": clusterer.converged_,
        "quality/noise_share": row["noise_share"],
        "stability/ari": row["stability_ari"],
        "stability/ari_low": row.get(ARI_BOUNDS[0], np.nan),
        "stability/ari_high": row.get(ARI_BOUNDS[1], np.nan),
        "stability/jaccard_min": min(scheme.jaccard_, default=np.nan),
        "stability/jaccard_mean": np.mean(scheme.jaccard_) if k else np.nan,
        "stability/unstable_segments": len(scheme.unstable_segments_),
    }


def _choice(scheme: ClusterScheme) -> dict[str, float]:
    table, row = scheme.selection_table_, _chosen(scheme)
    return {
        **{f"selection/{name}": row[name] for name in CHOICE},
        "selection/n_admissible": table["admissible"].sum(),
        "selection/n_near_ties": table["near_tie"].sum(),
    }
