"""Who is in a segment, as a rule that a person can apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.profiles.conditions import expression, in_words
from patronage.profiles.profile import MIN_CELL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from patronage.profiles.surrogate import Node
    from patronage.profiles.wording import Wording
    from patronage.segments import IntArray

COLUMNS = (
    "segment",
    "rule",
    "coverage",
    "precision",
    "customers",
    "expression",
    "length",
)


def segment_rules(
    nodes: Sequence[Node],
    segment: IntArray,
    units: Mapping[str, str],
    wording: Wording,
) -> pd.DataFrame:
    """Return the best rule of each segment: its node of a surrogate tree.

    `coverage` is the share of the segment that meets the rule, `precision` the share
    of those who meet it that are in the segment; the best rule has the largest
    harmonic mean of the two (F1; of equals the shorter). Both are of all customers, by
    the rule as it is written; `length` counts its conditions. Segments and rules of
    fewer than 10 are not told.
    """
    met = [(node, node.met()) for node in nodes]
    told = [pair for pair in met if pair[1].sum() >= MIN_CELL]
    rows = list(_rows(told, segment, units, wording))
    types = dict.fromkeys(("segment", "customers", "length"), np.int64)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def _rows(
    met: Sequence[tuple[Node, NDArray[np.bool_]]],
    segment: IntArray,
    units: Mapping[str, str],
    wording: Wording,
) -> Iterator[tuple[int, str, float, float, int, str, int]]:
    for each in np.unique(segment):
        members = segment == each
        if not met or members.sum() < MIN_CELL:
            continue
        both = np.array([np.count_nonzero(members & who) for _, who in met])
        counted = np.array([np.count_nonzero(who) for _, who in met])
        best = int(np.argmax(2 * both / (counted + members.sum())))
        conditions = met[best][0].conditions
        yield (
            int(each),
            wording.say(" and ", "，且").join(
                in_words(condition, units.get(condition.question.column, ""), wording)
                for condition in conditions
            ),
            both[best] / members.sum(),
            both[best] / counted[best],
            int(counted[best]),
            " and ".join(map(expression, conditions)),
            len(conditions),
        )
