"""Whether judgements of pairs agree well enough to weigh by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.weights.pairwise import Judgement

LIMIT = 0.10
STRICTER = {3: 0.05, 4: 0.08}


@dataclass(frozen=True)
class Consistency:
    """The judgement of `who`, held to a consistency ratio below 0.10 (Saaty 1980).

    For three indicators .05 and for four .08 are asked for (Saaty 1994), as a warning.
    """

    who: str
    judgement: Judgement
    names: Sequence[str]
    ri_table: str

    @property
    def ratio(self) -> float:
        """The consistency ratio."""
        return self.judgement.consistency_ratio(self.ri_table)

    @property
    def holds(self) -> bool:
        """Whether the ratio is below 0.10."""
        return self.ratio < LIMIT

    def require(self) -> None:
        """Refuse judgements that contradict each other.

        Raises
        ------
        ConfigError
            Naming the three indicators that do so most.
        """
        if not self.holds:
            raise ConfigError(
                f"{self.sentence(LIMIT)} (allow_inconsistent=true takes it as it is)."
            )

    def warnings(self) -> list[str]:
        """Return what must stand beside weights of this judgement."""
        strict = STRICTER.get(len(self.names), LIMIT)
        limit = strict if self.holds else LIMIT
        return [self.sentence(limit)] if self.ratio >= limit else []

    def sentence(self, limit: float) -> str:
        """Say which three judgements agree least."""
        return (
            f"{self.who}: judgements should have a consistency ratio below "
            f"{limit:.2f}; it is {self.ratio:.4g}, worst in {self._worst()}"
        )

    def _worst(self) -> str:
        triple = self.judgement.worst_triple()
        i, j, k = triple
        one, two, three = (self.names[place] for place in triple)
        a = self.judgement.matrix
        return (
            f"{one}, {two}, {three}: {one} over {two} is {a[i, j]:.3g} and {two} over "
            f"{three} {a[j, k]:.3g}, so {one} over {three} should be near "
            f"{a[i, j] * a[j, k]:.3g}, not {a[i, k]:.3g}"
        )
