"""What became of those who stood on earlier lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from patronage import config, engine, io, lists
from patronage import features as room
from patronage.errors import InputError
from patronage.tables import LIST_MEMBERS, SEGMENTS
from pipelines import schemes, workspace

if TYPE_CHECKING:
    from patronage.config import Config


SHORT = {"future_orders": "orders", "future_amount": "spend"}


@dataclass(frozen=True)
class Aftermath:
    """The lists of one day, and what their customers did in the horizon after it."""

    cfg: Config
    plan: lists.Lists

    def __post_init__(self) -> None:
        """Refuse a scheme whose segments are not those of loyalty."""
        scheme = config.instantiate(self.cfg.quadrants)
        lists.check_loyalty([each.key for each in scheme.segment_names])

    @cached_property
    def folder(self) -> io.Folder:
        """Where the tables are."""
        return workspace.folder(self.cfg)

    @cached_property
    def day(self) -> str:
        """The day of the lists: as asked, or the last that has a whole horizon after.

        Raises
        ------
        InputError
            If no list was written for such a day.
        """
        days = sorted({each.partition(".")[2] for each in self._written})
        if not days:
            raise InputError(
                f"uplift: a list of {', '.join(self.plan.chosen)} should have been "
                "written; got none (run `python -m pipelines.lists` first)."
            )
        asked = self._asked(days)
        whole = [each for each in asked if self._end(each) <= self._last_day]
        if not whole:
            raise InputError(
                f"uplift: the ledger should reach {self.cfg.horizon_days} days past "
                f"{asked[0]}, when the list was made; it ends on {self._last_day} (a "
                "shorter horizon is horizon_days=30)."
            )
        return whole[-1]

    @property
    def title(self) -> str:
        """What the table is of."""
        return f"uplift of the lists of {self.day}, {self.cfg.horizon_days} days later"

    @property
    def facts(self) -> dict[str, Any]:
        """What it was measured with."""
        return {"as_of": self.day, "horizon_days": self.cfg.horizon_days}

    @property
    def caveats(self) -> list[str]:
        """What is not measured."""
        if self._now_true is not None:
            return []
        return [
            f"who is truly loyal now is not told: scheme '{self.cfg.quadrants.name}' "
            f"should be fitted on a day after {self.day}"
        ]

    @cached_property
    def table(self) -> pd.DataFrame:
        """Treated against control, a row per list and outcome."""
        outcomes = self._outcomes()
        if self._now_true is not None:
            ids = outcomes["customer_id"]
            outcomes = outcomes.assign(now_true=ids.isin(self._now_true))
        return lists.uplift(self._members(), outcomes)

    @property
    def _written(self) -> list[str]:
        """The lists that were kept, among those asked for: <list>.<day>."""
        place = self.folder.path(LIST_MEMBERS, "any").parent
        names = (path.stem for path in sorted(place.glob("*.parquet")))
        return [each for each in names if each.partition(".")[0] in self.plan.chosen]

    @cached_property
    def _last_day(self) -> str:
        if "ledger" not in self._files.tables:
            raise InputError(
                f"uplift: outcomes are made of transactions, which source "
                f"'{self.cfg.source.name}' has not."
            )
        return self._files.metadata["last_day"]

    @cached_property
    def _files(self) -> engine.LedgerFiles:
        return engine.LedgerFiles(self.folder)

    def _asked(self, days: list[str]) -> list[str]:
        """The day that is asked for, or all."""
        if self.cfg.as_of is None:
            return days
        day = room.last_day(self.cfg.as_of)
        if day not in days:
            raise InputError(
                f"uplift: as_of should be a day of lists, {', '.join(days)}; got {day}."
            )
        return [day]

    def _end(self, day: str) -> str:
        end = date.fromisoformat(day) + timedelta(days=self.cfg.horizon_days)
        return end.isoformat()

    def _members(self) -> pd.DataFrame:
        of_day = [
            written
            for name in self.plan.chosen
            if (written := f"{name}.{self.day}") in self._written
        ]
        return pd.concat(
            [io.read(LIST_MEMBERS, self.folder, scheme=each) for each in of_day],
            ignore_index=True,
        )

    def _outcomes(self) -> pd.DataFrame:
        """Spend, orders and presence in the horizon, as `features` tells them."""
        days = room.snapshots(
            self.day,
            self._files.metadata,
            window_days=self.cfg.window_days,
            horizon_days=self.cfg.horizon_days,
        )
        described = partial(room.describe, families={}, days=days)
        batches = config.instantiate(self.cfg.engine)
        told = pd.concat(map(room.outcomes_of, batches(self._files, described)))
        return told.rename(columns=SHORT).drop(columns="as_of").reset_index(drop=True)

    @cached_property
    def _now_true(self) -> np.ndarray | None:
        """Who is truly loyal by the present segments, if these are of a later day."""
        name = self.cfg.quadrants.name
        if not schemes.is_current(self.folder, name):
            return None
        segments = io.read(SEGMENTS, self.folder, scheme=name)
        if segments["as_of"].max() <= pd.Timestamp(self.day):
            return None
        scheme = io.load_model(self.folder.model(name))
        keys = [each.key for each in scheme.segment_names]
        true = segments["segment"] == keys.index("true")
        return segments.loc[true, "customer_id"].to_numpy()
