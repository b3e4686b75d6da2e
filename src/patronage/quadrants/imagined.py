"""Customers of whom everything is known, made after those who are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.quadrants.imagined_axis import stream

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.imagined_axis import Columns, ImaginedAxis
    from patronage.quadrants.scheme import QuadrantScheme
    from patronage.segments import IntArray

N_IMAGINED = 20_000

Reads = dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Imagined:
    """What each customer shows, and the quadrant that he is truly in."""

    features: pd.DataFrame
    quadrant: IntArray


def imagined(
    scheme: QuadrantScheme, features: pd.DataFrame, *, random_state: int = 0
) -> Imagined:
    """Draw a true state of each customer from his posterior, and what it would show.

    Held against the truth, the memberships of the new evidence tell whether their
    probabilities are honest, as far as the model is right (Talts et al. 2018,
    arXiv:1804.06788, with the customers' posteriors in place of the prior). Where the
    axes are truly cut is drawn too, since memberships allow for it. Exposures stay as
    they are, and so do columns that two parts of the axes read, and what is taken as
    certain. There are 20,000, made evenly after those given: after each of them
    several times, or after some. Neither order nor ids have a part in it.

    Parameters
    ----------
    features : pandas.DataFrame
        Customers whom the scheme has placed.
    """
    reads = {name: r for axis in scheme.axes_ for name, r in axis.reads.items()}
    some = _some(features, sorted({column for r in reads.values() for column in r}))
    sides = [axis.imagined(some, random_state) for axis in scheme.axes_]
    rng = stream("cuts", random_state)
    first, second = (
        side.scores >= rng.choice(cuts, len(some))
        for side, cuts in zip(sides, scheme.drawn_cuts_, strict=True)
    )
    return Imagined(
        features=some.assign(**_shown(sides, reads)),
        quadrant=2 * first + second.astype(np.int64),
    )


def _some(features: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Order customers by their evidence, and take as many as are to be imagined."""
    number = N_IMAGINED if len(features) else 0
    places = ((np.arange(number) + 0.5) * len(features) / N_IMAGINED).astype(np.int64)
    ordered = features.sort_values(columns) if columns else features
    return ordered.iloc[places].reset_index(drop=True)


def _shown(sides: list[ImaginedAxis], reads: Reads) -> Columns:
    """New evidence, but for what another part reads too."""
    parts = {name: shown for side in sides for name, shown in side.parts.items()}
    return {
        column: values
        for name, shown in parts.items()
        if not shown.keys() & _read_by_others(name, reads)
        for column, values in shown.items()
    }


def _read_by_others(name: str, reads: Reads) -> set[str]:
    return {c for other, each in reads.items() if other != name for c in each}
