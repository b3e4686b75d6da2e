"""Place rows by the components of a fitted mixture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from patronage.clustering.placement import Placement, two_smallest

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """Place by the most probable normal component; margin = lead over the second's.

    `precision_roots` are Cholesky factors (k, p, p).
    """

    log_weights: FloatArray
    means: FloatArray
    precision_roots: FloatArray

    @classmethod
    def of(cls, model: Any) -> Self:
        """Take the components of a fitted `GaussianMixture` of any family."""
        shape = (len(model.means_), model.means_.shape[1], model.means_.shape[1])
        roots = model.precisions_cholesky_
        if model.covariance_type == "spherical":
            roots = roots[:, None] * np.ones(shape[:2])
        if model.covariance_type in {"spherical", "diag"}:
            roots = roots[:, :, None] * np.eye(shape[1])
        return cls(
            log_weights=np.log(model.weights_),
            means=model.means_,
            precision_roots=np.broadcast_to(roots, shape).copy(),
        )

    def place(self, matrix: FloatArray) -> Placement:
        """Return the component of each row, with its posterior probability."""
        posterior = self._posterior(matrix)
        label = posterior.argmax(axis=1) if len(matrix) else np.empty(0, np.int64)
        worst, second = two_smallest(-posterior)
        return Placement(
            label=label, margin=np.minimum(second - worst, 1), probability=-worst
        )

    def apart(self, matrix: FloatArray) -> FloatArray:
        """Return each component's posterior probability, negative: least is nearest."""
        return -self._posterior(matrix)

    def _posterior(self, matrix: FloatArray) -> FloatArray:
        parts = zip(self.log_weights, self.means, self.precision_roots, strict=True)
        log_density = np.column_stack([_log_density(matrix, *part) for part in parts])
        shares = np.exp(log_density - log_density.max(axis=1, keepdims=True))
        total = np.zeros(len(matrix))
        for share in shares.T:
            total += share
        return shares / total[:, None]


def _log_density(
    matrix: FloatArray, log_weight: float, mean: FloatArray, root: FloatArray
) -> FloatArray:
    density = np.full(len(matrix), log_weight + np.log(np.diag(root)).sum())
    for across in root.T:
        turned = np.zeros(len(matrix))
        for column, centre, weight in zip(matrix.T, mean, across, strict=True):
            turned += (column - centre) * weight
        density -= turned**2 / 2
    return density
