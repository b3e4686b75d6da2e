"""Why a change of a checked field deserves a second look."""

from __future__ import annotations

from collections.abc import Mapping

from patronage.ingest import sql
from patronage.ingest.declared.source import Source

FACTOR, DEVIATIONS, JUMP, MANY = 3, 5, 2, 10
NORMAL = 1.4826  # Median absolute deviations in one standard deviation.


def unusual(source: Source, spreads: Mapping[str, str]) -> str:
    """Return SQL for the reasons, over the columns of a change; empty if none.

    `spreads` has SQL for the median absolute deviation of each numeric field. Among
    at least 10 changes, one named person behind more than half of them is a reason.
    """
    ordinal = [n for n, field in source.fields.items() if field.kind == "ordinal"]
    reasons = [
        (_of(spreads, _manifold()), "more than threefold"),
        *((_of([name], _far(spread)), _told()) for name, spread in spreads.items()),
        (
            _of(ordinal, f"abs(new_rank - old_rank) >= {JUMP}"),
            f"{JUMP} levels or more",
        ),
        (_one_maker(), "one maker behind most changes"),
        ("merged", "customers with several values became one"),
        ("unnamed", "no maker"),
    ]
    arms = ", ".join(
        f"CASE WHEN {condition} THEN {sql.literal(told)} END"
        for condition, told in reasons
    )
    return f"concat_ws('; ', {arms})"


def _of(fields: Mapping[str, str] | list[str], condition: str) -> str:
    return f"field IN ({sql.listed(fields)}) AND {condition}" if fields else "false"


def _manifold() -> str:
    ratio = "new_rank / nullif(old_rank, 0)"
    return f"NOT ({ratio} BETWEEN {1 / FACTOR} AND {FACTOR})"


def _far(spread: str) -> str:
    return f"abs(new_rank - old_rank) > {DEVIATIONS * NORMAL} * nullif({spread}, 0)"


def _told() -> str:
    return f"more than {DEVIATIONS} robust deviations"


def _one_maker() -> str:
    own = "count(*) OVER (PARTITION BY persons)"
    return f"named AND count(*) OVER () >= {MANY} AND 2 * {own} > count(*) OVER ()"
