"""Why a customer's official tier is what it is in a period."""

from enum import StrEnum


class Reason(StrEnum):
    """A short code, one a customer and period."""

    FIRST = "first"  # no tier before: the computed one, at once
    RETURNED = "returned"  # had lost the tier, and has one again
    KEPT = "kept"  # computed and official agree
    PROMOTED = "promoted"
    DEMOTED = "demoted"
    CHANGED = "changed"  # of segments that have no order
    WAITING = "waiting"  # another tier is computed, not often enough in a row
    BUFFER = "kept_by_buffer"  # below the edge by less than the buffer
    TERM = "kept_by_term"  # lower, but the term is not over
    MISSING = "missing"  # no tier can be computed
    LAPSED = "lapsed"  # none could be for so long that the official one is lost
    NOT_YET = "not_yet_known"  # before the customer's first row
