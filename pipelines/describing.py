"""Which families describe a source, and the raw features that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from patronage import config, engine, io
from patronage import features as room
from patronage.errors import ConfigError
from patronage.tables import RAW_FEATURES
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage.config import Config


@dataclass(frozen=True)
class Describing:
    """The customers of a source, as they stood on some days."""

    cfg: Config
    as_of: str | Sequence[str] | None

    @cached_property
    def files(self) -> engine.LedgerFiles:
        """The tables of the source."""
        return engine.LedgerFiles(
            workspace.folder(self.cfg), room.needed_columns(self._asked)
        )

    @cached_property
    def days(self) -> list[room.Snapshot]:
        """The days, ascending; raises what `features.snapshots` raises."""
        return room.snapshots(
            self.as_of,
            self.files.metadata,
            window_days=self.cfg.window_days,
            horizon_days=self.cfg.horizon_days,
        )

    @cached_property
    def families(self) -> dict[str, room.Family]:
        """The families that can be made of the source."""
        told = room.with_fields(self._asked, self.files.fields)
        needing = [] if "ledger" in self.files.tables else self._needing(told)
        offered = {n: family for n, family in told.items() if n not in needing}
        if not any(family.columns for family in offered.values()):
            raise ConfigError(
                f"features: source '{self.files.folder.source}' should offer columns "
                f"of a family that is asked for; got none of {', '.join(told)}."
            )
        return offered

    def write_raw(self, folder: io.Folder) -> None:
        """Describe every customer on every day, batch by batch."""
        days, families = self.days, self.families
        for day in days:
            terminal.say(f"features: {day}")
        function = partial(room.describe, families=families, days=days)
        batches = self._engine()
        frames = terminal.progress(
            batches(self.files, function),
            "describing customers",
            batches.n_batches(self.files),
        )
        io.write(RAW_FEATURES, io.stream(RAW_FEATURES, frames), folder)

    @cached_property
    def _asked(self) -> Mapping[str, room.Family]:
        families: Mapping[str, room.Family] = config.instantiate(self.cfg.features)
        if empty := [name for name, family in families.items() if family is None]:
            raise ConfigError(
                f"features: '{empty[0]}' should be a family; to leave it out, name the "
                "others: 'features=[...]'."
            )
        return families

    def _engine(self) -> Any:
        """Where batches come from: of several days shorter, as results are longer."""
        made = config.instantiate(self.cfg.engine)
        return replace(made, batch_rows=max(made.batch_rows // len(self.days), 1))

    def _needing(self, told: dict[str, room.Family]) -> list[str]:
        """Families that a source without transactions cannot have; says which."""
        needing = room.needing_transactions(told, self.files.fields)
        if needing:
            terminal.say(
                f"features: {', '.join(needing)} are made of transactions, which "
                f"source '{self.files.folder.source}' has not: left out"
            )
        return needing
