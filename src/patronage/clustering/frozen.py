"""What is kept of a fitted clusterer to place rows by."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from sklearn.mixture import GaussianMixture

from patronage.clustering.mixture import Mixture

if TYPE_CHECKING:
    from patronage.clustering.placement import Placer


@singledispatch
def frozen(model: Any) -> Placer | None:
    """Return the placer that the model brings, if it brings one."""
    return getattr(model, "placer_", None)


@frozen.register(GaussianMixture)
def _(model: Any) -> Placer:
    return Mixture.of(model)
