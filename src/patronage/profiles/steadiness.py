"""Whether a segment can be relied on, as a mark that nobody overlooks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from patronage.agreement import DISSOLVED, VALID
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patronage.profiles.wording import Wording


def mark(jaccard: float) -> Phrase | None:
    """Return what is said of a segment that does not come back; else nothing.

    `jaccard` is its mean overlap over bootstraps; below .6 a cluster is not to be
    trusted, from .75 on it is valid (Hennig 2007, CSDA 52:258; manual of fpc).
    """
    if not jaccard < VALID:
        return None
    cut_off = math.floor(100 * jaccard + 1e-9) / 100  # never told as a border it missed
    said = f"(Jaccard {cut_off:.2f})"
    if jaccard < DISSOLVED:
        return Phrase(f"⚠ not stable {said}", f"⚠ 不稳定 {said}")
    return Phrase(f"⚠ doubtful {said}", f"⚠ 存疑 {said}")


def marks(stability: pd.DataFrame | None, wording: Wording) -> Mapping[int, str]:
    """Return the mark of each segment that has one; `stability` may be absent.

    It has a row per segment: `segment`, `jaccard`.
    """
    if stability is None:
        return {}
    pairs = zip(stability["segment"], stability["jaccard"], strict=True)
    found = {int(segment): mark(float(jaccard)) for segment, jaccard in pairs}
    return {segment: wording.say(*said) for segment, said in found.items() if said}
