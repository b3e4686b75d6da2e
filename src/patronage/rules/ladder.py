"""What the movement of a scheme in tiers needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patronage.rules.edges import Edges


@dataclass(frozen=True)
class Ladder:
    """One column, and the edges that part it into tiers, the best first."""

    column: str
    edges: Edges
