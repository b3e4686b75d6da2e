"""All lists that are made of one loyalty scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.action_list import ActionList
from patronage.lists.control import groups
from patronage.lists.reach import Reach


@dataclass(frozen=True)
class MadeList:
    """A list as it was made: its rows, what its score is, and what must be said."""

    name: str
    rows: pd.DataFrame
    score: str
    caveats: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Which lists there are, and what they have in common.

    `names` are those to make or to measure, all by default. On each list
    `control_share` of the customers are left alone; who that is depends on `seed`.
    With `pseudonyms` files name customers by a keyed hash. Lists of a day stay as they
    were made first, for who was treated can be told by them alone, but with `replace`.
    """

    each: Mapping[str, ActionList]
    names: Sequence[str] | None = None
    control_share: float = 0.2
    seed: int = 0
    pseudonyms: bool = False
    replace: bool = False
    reach: Reach = field(default_factory=Reach)

    def __post_init__(self) -> None:
        """Refuse lists that nobody has described, and a share that is none."""
        unknown = [n for n in self.names or () if n not in self.each]
        if unknown:
            raise ConfigError(
                f"lists.names should be among {', '.join(self.each)}; got "
                f"{', '.join(unknown)}."
            )
        if not 0 <= self.control_share < 1:
            raise ConfigError(
                "lists.control_share should be a share below 1; got "
                f"{self.control_share}."
            )

    @property
    def chosen(self) -> dict[str, ActionList]:
        """The lists that are asked for, by name."""
        asked = self.each if self.names is None else self.names
        return {name: self.each[name] for name in asked}

    def __call__(self, customers: pd.DataFrame) -> tuple[list[MadeList], list[str]]:
        """Make the lists; also say which the source lacks the columns for."""
        known = customers.assign(reachable=self.reach(customers))
        made, left_out = [], []
        for name, each in self.chosen.items():
            if lacking := each.lacking(known):
                left_out.append(f"{name}: left out; it needs {', '.join(lacking)}")
                continue
            made.append(self._made(name, each, known))
        return made, left_out

    def _made(self, name: str, each: ActionList, known: pd.DataFrame) -> MadeList:
        ids = known["customer_id"]
        split = groups(ids, of=name, seed=self.seed, control_share=self.control_share)
        customers = known.assign(group=split)
        rows = each(customers)
        return MadeList(name, rows, each.score, each.caveats(customers))
