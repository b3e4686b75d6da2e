"""A published model applied to the customers of a source, in a stream."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from patronage import config, engine, features, io
from patronage.errors import ConfigError, QualityError
from patronage.study.score_changes import changes, nobody, only_new, side_by_side
from patronage.study.scoring import RawScorer
from patronage.tables import SCORE_CHANGES, SCORES
from pipelines import scoring_words, terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from patronage.config import Config
    from patronage.study.champion import Champion
    from patronage.study.describing import Describing


@dataclass(frozen=True, eq=False)
class Scoring:
    """Scores in the making: in `staging`, until all of them are there."""

    cfg: Config
    champion: Champion
    staging: io.VersionFolder

    @staticmethod
    @contextmanager
    def turn(folder: io.Folder, scheme: str) -> Iterator[io.VersionFolder]:
        """Wait for other processes that score by the scheme; yield an empty folder."""
        final = folder.path(SCORES, scheme)
        place = final.with_name(f".{scheme}")
        with io.lock(final.with_suffix(".lock"), wait=True):
            shutil.rmtree(place, ignore_errors=True)
            try:
                yield io.VersionFolder(place, scheme)
            finally:
                shutil.rmtree(place, ignore_errors=True)

    @property
    def scheme(self) -> str:
        """The scheme's name."""
        return self.staging.source

    @cached_property
    def folder(self) -> io.Folder:
        """Where the tables of the source are."""
        return workspace.folder(self.cfg)

    @cached_property
    def described(self) -> Describing:
        """Customers on the day: the last of the ledger, unless another is asked for."""
        asked = self.cfg.as_of
        if asked is None:
            noted = engine.LedgerFiles(self.folder).metadata
            asked = noted["last_day"] or None
        batches = config.instantiate(self.cfg.engine)
        return self.champion.describing(
            self.folder, batches, asked, say=terminal.say, shown=terminal.progress
        )

    @cached_property
    def as_of(self) -> str:
        """The day; raises ConfigError where several are asked for."""
        days = self.described.days
        if len(days) > 1:
            raise ConfigError(
                f"as_of should be one day, as everyone has one score; got {len(days)}."
            )
        return days[0].settings["as_of"]

    @cached_property
    def age_days(self) -> int:
        """How old the model is on the day."""
        learned = date.fromisoformat(str(self.champion.facts["as_of"]))
        return (date.fromisoformat(self.as_of) - learned).days

    @property
    def has_before(self) -> bool:
        """Whether there was a score before this one."""
        return self.folder.path(SCORES, self.scheme).exists()

    def tell_version(self) -> None:
        """Say by which version; and if it stands in for one that is damaged."""
        terminal.say(scoring_words.version(self.champion))

    def score(self) -> None:
        """Describe and score everyone, batch by batch, into the staging folder."""
        self._check_age()
        frames: Iterable[pd.DataFrame] = chain([nobody(SCORES)], self._scored())
        if self.cfg.score.customers == "new":
            frames = chain(
                [nobody(SCORES)], only_new(side_by_side(self._before(), frames))
            )
        facts = {"as_of": self.as_of, "version": self.champion.version}
        rows = io.stream(SCORES, frames)
        io.write(SCORES, rows, self.staging, metadata=facts)

    def compare(self) -> None:
        """Write who has changed since the last score: nobody, where there was none."""
        pairs = side_by_side(self._before(), io.Frames(SCORES, self.staging))
        found = changes(pairs) if self.has_before else iter(())
        frames = chain([nobody(SCORE_CHANGES)], found)
        io.write(SCORE_CHANGES, io.stream(SCORE_CHANGES, frames), self.staging)

    def publish(self) -> None:
        """Put both tables in their places, the scores last.

        Should the process be killed between them, the next score tells the same
        changes again.
        """
        for schema in (SCORE_CHANGES, SCORES):
            with io.publish(self.folder.path(schema, self.scheme)) as temporary:
                shutil.copyfile(self.staging.path(schema), temporary)

    def tell(self) -> None:
        """Show the segments and what has changed, for people and for schedulers."""
        scores = io.Frames(SCORES, self.folder, scheme=self.scheme)
        changed = io.Frames(SCORE_CHANGES, self.folder, scheme=self.scheme)
        told = scoring_words.Told(scores, changed)
        title = f"{self.scheme} as of {self.as_of}, version {self.champion.version}"
        terminal.show(told.table(self.cfg.language.value), title)
        for sentence in told.sentences:
            terminal.say(sentence)
        terminal.say_json(told.facts | self._facts)

    @property
    def _facts(self) -> dict[str, Any]:
        return {
            "decision": "scored",
            "source": self.folder.source,
            "scheme": self.scheme,
            "as_of": self.as_of,
            "version": self.champion.version,
            "fallback": self.champion.is_fallback,
            "age_days": self.age_days,
        }

    def _scored(self) -> Iterator[pd.DataFrame]:
        described, champion = self.described, self.champion
        told = set(champion.dictionary["family"])
        families = {n: each for n, each in described.families.items() if n in told}
        describe = partial(features.describe, families=families, days=described.days)
        batches, files = described.batches, described.files
        frames = batches.mapped(files, describe, RawScorer.of(champion))
        return terminal.progress(frames, "scoring customers", batches.n_batches(files))

    def _before(self) -> Iterable[pd.DataFrame]:
        """The last scores, frame by frame."""
        if not self.has_before:
            return ()
        io.metadata(SCORES, self.folder, scheme=self.scheme)  # refuses other tables
        return io.Frames(SCORES, self.folder, scheme=self.scheme)

    def _check_age(self) -> None:
        """Warn of an old model, or refuse it: its customers are no longer these."""
        asked, age = self.cfg.score, self.age_days
        if asked.error_after_days and age > asked.error_after_days:
            raise QualityError(
                f"the champion should be at most {asked.error_after_days} days old "
                f"(score.error_after_days); version {self.champion.version} is {age}."
            )
        if age > asked.warn_after_days:
            terminal.say(
                f"WARNING: version {self.champion.version} learned of {age} days ago "
                f"(score.warn_after_days={asked.warn_after_days}); retrain it."
            )
