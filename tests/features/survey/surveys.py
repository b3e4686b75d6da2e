"""Small surveys: customers whose every answer stands in the test."""

import numpy as np
from worlds import batch_of, day

from patronage.ragged import Ragged

AS_OF = day("2017-06-30")
BOUGHT = [{"day": "2017-06-01"}]


def days_ago(days: int) -> int:
    return AS_OF - days


def survey_of(answers: dict[str, list[dict]], as_of: int = AS_OF):
    """A batch of customers who answered, by the rows of each.

    A row such as {"kind": "trust", "pomp": 80.0, "day": AS_OF, "subject": "own"}; a
    missing day is 0, a missing POMP -1 and a missing subject none.
    """
    ids = sorted(answers)
    rows = [row for customer in ids for row in answers[customer]]
    counts = [len(answers[customer]) for customer in ids]
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    kinds, subjects = (
        tuple(sorted({row[name] for row in rows if row.get(name) is not None}))
        for name in ("kind", "subject")
    )
    columns = {
        "kind": [kinds.index(row["kind"]) for row in rows],
        "subject": [_code(row.get("subject"), subjects) for row in rows],
        "pomp": [round(row.get("pomp", -0.001) * 1000) for row in rows],
        "answered_day": [row.get("day", 0) for row in rows],
        "resolved_day": [row.get("resolved", 0) for row in rows],
    }
    feedback = {
        name: Ragged(np.array(values, dtype=np.int64), offsets)
        for name, values in columns.items()
    }
    return batch_of(
        dict.fromkeys(ids, BOUGHT),
        feedback=feedback,
        levels={"feedback.kind": kinds, "feedback.subject": subjects},
    ).at(as_of, 90)


def _code(text, levels):
    return -1 if text is None else levels.index(text)
