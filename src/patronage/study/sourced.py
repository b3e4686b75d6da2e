"""The tables of a source, made on first use and kept while they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from patronage import config, io
from patronage.errors import ConfigError
from patronage.study import feature_tables, intake
from patronage.study.describing import Describing
from patronage.study.ingesting import ingest_source
from patronage.tables import CUSTOMERS, FEATURES, LEDGER

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.features import Family
    from patronage.ingest import Source
    from patronage.schema import Place, TableSchema
    from patronage.study.workplace import Workplace

RECIPE = "study.json"


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A source, the days on which its customers are described, and its tables.

    `own` are families beside the configured ones. Tables that stand in the folder
    already are used if they were made in the same way; a ledger that a command has
    made, as it is.
    """

    cfg: Config = field(repr=False)
    source: Source
    place: Workplace
    as_of: str | Sequence[str] | None
    own: Mapping[str, Family]

    @property
    def folder(self) -> io.Folder:
        """Where its tables are, made or not."""
        return io.Folder(self.place.path, self.source.name)

    @cached_property
    def ingested(self) -> io.Folder:
        """The folder, once the ledger and the tables beside it are there."""
        recipe = [repr(self.source), *io.stamps(self.source.files, config.root())]
        with io.lock(self.folder.lock):
            if not self._has_ledger or self._kept("interim") not in (None, recipe):
                ingest_source(self.source, self.folder, n_jobs=self.cfg.n_jobs)
                io.write_json(self.folder.file("interim", RECIPE), recipe)
        return self.folder

    @cached_property
    def described(self) -> io.Folder:
        """The folder, once the features and the tables beside them are there."""
        made = self.describing(self.as_of)
        recipe = repr((made.days, made.families, self._ledger_fingerprint))
        with io.lock(self.folder.lock):
            if not self._has_features(recipe):
                self._describe(made, recipe)
        return self.folder

    def describing(self, as_of: str | Sequence[str] | None) -> Describing:
        """The customers on these days, as they can be described."""
        return Describing(
            folder=self.ingested,
            asked=self._families(),
            batches=config.instantiate(self.cfg.engine),
            as_of=as_of,
            window_days=self.cfg.window_days,
            horizon_days=self.cfg.horizon_days,
        )

    @property
    def has_transactions(self) -> bool:
        """Whether the source has a ledger."""
        return self.source.ledger is not None

    def accounting(self) -> list[str]:
        """Say what became of every row."""
        return intake.told_accounting(self.ingested)

    def _families(self) -> dict[str, Family]:
        configured: dict[str, Family] = config.instantiate(self.cfg.features)
        if taken := sorted(configured.keys() & self.own.keys()):
            raise ConfigError(
                f"a family of one's own needs a name of its own; {', '.join(taken)} is "
                "configured."
            )
        return {**configured, **self.own}

    def _describe(self, made: Describing, recipe: str) -> None:
        made.write_raw(self.folder)
        facts = made.files.facts
        feature_tables.write(self.folder, made.families, made.days, facts)
        written = [recipe, io.fingerprint(FEATURES, self.folder)]
        io.write_json(self.folder.file("processed", RECIPE), written)

    def _has_features(self, recipe: str) -> bool:
        """Whether a study has made the features so, and nobody else since.

        What families of one's own do may have changed since, so never with them.
        """
        if self.own:
            return False
        kept = self._kept("processed")
        is_there = self.folder.path(FEATURES).exists() and kept is not None
        return is_there and kept == [recipe, io.fingerprint(FEATURES, self.folder)]

    @property
    def _has_ledger(self) -> bool:
        return self.folder.path(self._first).exists()

    @property
    def _first(self) -> TableSchema:
        return LEDGER if self.has_transactions else CUSTOMERS

    @property
    def _ledger_fingerprint(self) -> str:
        return io.fingerprint(self._first, self.folder)

    def _kept(self, place: Place) -> list[str] | None:
        """How a study has made the tables of a place; None where none has."""
        path = self.folder.file(place, RECIPE)
        kept: list[str] | None = io.read_json(path) if path.exists() else None
        return kept
