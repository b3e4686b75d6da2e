"""Which families describe a source, and the raw features that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from patronage import engine, features, io
from patronage.errors import ConfigError
from patronage.tables import RAW_FEATURES

if TYPE_CHECKING:
    import pandas as pd

    Batches = engine.LocalEngine | engine.SparkEngine

Shown = Callable[[Iterable[Any], str, int | None], Iterable[Any]]


def in_silence(sentence: str) -> None:
    """Tell nobody."""


def unshown(items: Iterable[Any], *_: object) -> Iterable[Any]:
    """Show nobody how far it is."""
    return items


@dataclass(frozen=True, kw_only=True)
class Describing:
    """The customers of a source, as they stood on some days.

    `say` is told what a person should know, `shown` shows how far it is.
    """

    folder: io.Folder
    asked: Mapping[str, features.Family]
    batches: Batches
    as_of: str | Sequence[str] | None
    window_days: int
    horizon_days: int
    say: Callable[[str], None] = in_silence
    shown: Shown = unshown

    @cached_property
    def files(self) -> engine.LedgerFiles:
        """The tables of the source."""
        return engine.LedgerFiles(self.folder, features.needed_columns(self._given))

    @cached_property
    def days(self) -> list[features.Snapshot]:
        """The days, ascending; raises what `features.snapshots` raises."""
        return features.snapshots(
            self.as_of,
            self.files.metadata,
            window_days=self.window_days,
            horizon_days=self.horizon_days,
        )

    @cached_property
    def families(self) -> dict[str, features.Family]:
        """The families that can be made of the source."""
        told = features.with_fields(self._given, self.files.fields)
        needing = [] if "ledger" in self.files.tables else self._needing(told)
        offered = {n: family for n, family in told.items() if n not in needing}
        if not any(family.columns for family in offered.values()):
            raise ConfigError(
                f"features: source '{self.folder.source}' should offer columns "
                f"of a family that is asked for; got none of {', '.join(told)}."
            )
        return offered

    def write_raw(self, folder: io.Folder) -> None:
        """Describe every customer on every day, batch by batch."""
        days, families = self.days, self.families
        for day in days:
            self.say(f"features: {day}")
        function = partial(features.describe, families=families, days=days)
        batches = self._shorter()
        frames: Iterable[pd.DataFrame] = self.shown(
            batches(self.files, function),
            "describing customers",
            batches.n_batches(self.files),
        )
        io.write(RAW_FEATURES, io.stream(RAW_FEATURES, frames), folder)

    @property
    def _given(self) -> Mapping[str, features.Family]:
        if empty := [name for name, family in self.asked.items() if family is None]:
            raise ConfigError(
                f"features: '{empty[0]}' should be a family; to leave it out, name the "
                "others: 'features=[...]'."
            )
        return self.asked

    def _shorter(self) -> Batches:
        """Where batches come from: of several days shorter, as results are longer."""
        rows = max(self.batches.batch_rows // len(self.days), 1)
        return replace(self.batches, batch_rows=rows)

    def _needing(self, told: dict[str, features.Family]) -> list[str]:
        """Families that a source without transactions cannot have; says which."""
        needing = features.needing_transactions(told, self.files.fields)
        if needing:
            self.say(
                f"features: {', '.join(needing)} are made of transactions, which "
                f"source '{self.folder.source}' has not: left out"
            )
        return needing
