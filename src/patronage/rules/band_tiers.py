"""Tiers whose outer edges are given, and whose inner ones are learned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.rules.amounts import Unit, number
from patronage.rules.edge_tiers import EdgeTiers
from patronage.rules.edges import Closure, Edges
from patronage.rules.share_edges import share_edges

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray, Purpose, SegmentName


class BandTiers(EdgeTiers):
    """Part each band between given edges into tiers of equally many customers.

    What is learned are quantiles of the customers of the fit within the band; they
    stay frozen, and a value at one belongs to the tier above. A band that has too few
    different values for its tiers is parted into equal widths, and a caveat says so.

    Parameters
    ----------
    name, purpose, column, edges, segment_names, unit, provisional, seed_strict
        As of `EdgeTiers`; `edges` are those that are given.
    within : sequence of int
        Tiers in each band between two given edges, the highest first.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        column: str,
        edges: Edges,
        within: Sequence[int],
        segment_names: Sequence[SegmentName],
        *,
        unit: Unit | None = None,
        provisional: str | None = None,
        seed_strict: bool = False,
    ) -> None:
        super().__init__(
            name,
            purpose,
            column,
            edges,
            segment_names,
            unit=unit,
            provisional=provisional,
            seed_strict=seed_strict,
        )
        self.within = within

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say how many tiers are provisional, and which bands were not learned."""
        said = super().caveats(features, language)
        for high, low in self.too_thin_:
            band = f"{number(low)}–{number(high)}"
            said.append(
                f"{band} 档内不同取值过少，其内部档线按等距划分，而非由数据得出。"
                if language == "zh"
                else f"the band {band} has too few different values to learn its edges "
                "from: they stand at equal distances."
            )
        return said

    def _learned(self, features: pd.DataFrame) -> Edges:
        """Return the given edges with those learned within each band."""
        values = features.loc[features["status"] == "ok", self.column].dropna()
        return self._parted(values.to_numpy(np.float64), self.edges)

    def _parted(self, values: FloatArray, given: Edges) -> Edges:
        self._check_within(len(given.values) - 1)
        self.too_thin_: list[list[float]] = []
        band = given.place(values)
        edges: list[float] = []
        closures: list[Closure] = []
        for k, (edge, closure) in enumerate(
            zip(given.values, given.closures, strict=True)
        ):
            if k:
                inner = self._inner(
                    values[band == k], edges[-1], edge, self.within[k - 1]
                )
                edges += inner
                closures += ["upper"] * len(inner)
            edges.append(edge)
            closures.append(closure)
        return Edges(edges, closures)

    def _inner(
        self, values: FloatArray, high: float, low: float, n: int
    ) -> list[float]:
        """Return the edges inside one band."""
        learned = share_edges(values, [1 / n] * n)
        whole = np.concatenate(([high], learned, [low]))
        if (whole[1:] < whole[:-1]).all():
            return learned.tolist()
        self.too_thin_.append([float(high), float(low)])
        even: list[float] = np.linspace(high, low, n + 1)[1:-1].tolist()
        return even

    def _check_within(self, n_bands: int) -> None:
        if len(self.within) != n_bands or min(self.within, default=1) < 1:
            raise ConfigError(
                f"{self.name}: 'within' should be a number of tiers, 1 or more, for "
                f"each of the {n_bands} bands between edges; got {list(self.within)}."
            )
