"""The figure of how alike schemes are, customer by customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.league_words import in_lines
from patronage.profiles.measures import index
from patronage.profiles.shaded import shaded
from patronage.profiles.style import styled, title

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording


def association_matrix(associations: pd.DataFrame) -> pd.DataFrame:
    """Return schemes against schemes: AMI below the diagonal, Cramér's V above it."""
    pairs = associations[["scheme", "other_scheme"]].to_numpy().ravel()
    schemes = list(dict.fromkeys(pairs))
    found = pd.DataFrame(np.nan, index=schemes, columns=schemes)
    for row in associations.to_dict("records"):
        one, other = row["scheme"], row["other_scheme"]
        found.loc[other, one] = row["ami"]
        found.loc[one, other] = row["cramers_v"]
    return found


@styled
def association_figure(associations: pd.DataFrame, wording: Wording) -> Figure:
    """Draw the matrix of schemes: dark are pairs that sort customers alike."""
    found = association_matrix(associations)
    n = len(found)
    size = 3.2 + 0.85 * n
    figure = Figure(figsize=(size + 1.2, size), layout="constrained")
    axes = figure.add_subplot()
    shaded(
        axes,
        found.to_numpy(float),
        lambda value: index(value, wording),
        sides=[in_lines(str(name), 20) for name in found],
        heads=[in_lines(str(name), 11, lines=4) for name in found],
    )
    title(
        figure,
        wording.say("How alike the schemes are", "各方案的相似程度"),
        below=wording.say(
            "Below the diagonal AMI, above it Cramér's V:\n0 unrelated, 1 the same.",
            "对角线下方为 AMI，上方为 Cramér's V：\n0 为无关，1 为相同。",
        ),
    )
    return figure
