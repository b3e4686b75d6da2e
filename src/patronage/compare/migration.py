"""How customers moved between two days, and how much of it is noise: METHODS B7."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.compare.movement import LOST, counted, state_names, weighed
from patronage.compare.transitions import (
    agreement,
    bowker,
    credible,
    kappa,
    row_shares,
    shorrocks,
    stationary,
)
from patronage.loggable import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class Migration:
    """What became of the customers of each state.

    `moved` has `customer_id`, `before` and `after` (see `moves`); `names` those of the
    segments, to which unknown, new and lost are added. `memberships` are those of the
    day before: two draws from them differ though nobody has moved. `spend` by customer
    id, of the day before, weighs the movement.
    """

    moved: pd.DataFrame
    names: pd.DataFrame
    memberships: pd.DataFrame | None = None
    spend: pd.Series[float] | None = None

    @property
    def n_segments(self) -> int:
        """How many of the states are segments."""
        return len(self.names)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Names of all states."""
        return state_names(self.names)

    @cached_property
    def counts(self) -> IntArray:
        """Customers by state before and after."""
        return counted(self.moved, len(self.states))

    @cached_property
    def placed(self) -> IntArray:
        """Customers who were in a segment on both days."""
        return self.counts[: self.n_segments, : self.n_segments]

    @cached_property
    def expected(self) -> FloatArray:
        """Customers by segment in two draws of the day before: nobody has moved.

        The sum of p_i(j) p_i(k) over those who were in a segment on both days; NaN
        without memberships.
        """
        k = self.n_segments
        if self.memberships is None:
            return np.full((k, k), np.nan)
        both = self.moved[(self.moved["before"] < k) & (self.moved["after"] < k)]
        known = self.memberships["customer_id"].isin(both["customer_id"])
        wide = self.memberships[known].pivot_table(
            "probability", "customer_id", "segment", fill_value=0.0
        )
        p = wide.reindex(columns=range(k), fill_value=0.0).to_numpy(np.float64)
        return p.T @ p

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row per state before and after; what cannot be said is NaN.

        `share` of those of the state before, `low` and `high` its 95 % credible
        interval, `spend_share` the same by spend; `placed_share` among those in a
        segment on both days, `noise_share` what doubt alone would make of it, and
        `excess` the difference.
        """
        low, high = credible(self.counts)
        spent = self._spent
        placed, noise = row_shares(self.placed), row_shares(self.expected)
        cells = {
            "customers": self.counts,
            "share": row_shares(self.counts),
            "low": low,
            "high": high,
            "spend": spent,
            "spend_share": row_shares(spent),
            "placed_share": self._padded(placed),
            "noise_share": self._padded(noise),
            "excess": self._padded(placed - noise),
        }
        return self._pairs.assign(
            **{name: cell.ravel() for name, cell in cells.items()}
        )

    def flows(self, language: str = "en") -> pd.DataFrame:
        """What a figure draws: `before`, `after`, `customers`, `share` of all.

        Pairs of states between which anybody went, by name, in the order of `states`.
        """
        names = self.states[f"name_{language}"].to_numpy()
        before, after = np.nonzero(self.counts)
        customers = self.counts[before, after]
        return pd.DataFrame(
            {
                "before": names[before],
                "after": names[after],
                "customers": customers,
                "share": customers / max(customers.sum(), 1),
            }
        )

    @cached_property
    def balance(self) -> pd.DataFrame:
        """A row per state: `before`, `after`, `stayed`, `arrived`, `left` and `net`.

        `stationary` is the share of the segment if customers moved like this for ever.
        """
        before, after = self.counts.sum(1), self.counts.sum(0)
        stayed = np.diag(self.counts)
        ends = stationary(row_shares(self.placed))
        padding = np.full(len(self.states) - self.n_segments, np.nan)
        nowhere = np.full(self.n_segments, np.nan)
        return self.states.assign(
            before=before,
            after=after,
            stayed=stayed,
            arrived=after - stayed,
            left=before - stayed,
            net=after - before,
            stationary=np.append(nowhere if ends is None else ends, padding),
        )

    @cached_property
    def summary(self) -> Mapping[str, float]:
        """The numbers that sum the movement up; those that cannot be said are absent.

        `moved_share` of those in a segment on both days, `noise_share` of them that
        doubt alone would move, `excess` the difference; `lost_share` of those in a
        segment before.
        """
        found = dict(self._summed())
        return {name: value for name, value in found.items() if np.isfinite(value)}

    @property
    def metrics(self) -> list[Metric]:
        """The metrics of a run."""
        return [Metric(f"migration/{n}", value) for n, value in self.summary.items()]

    def _summed(self) -> Iterator[tuple[str, float]]:
        mobility, cohen = shorrocks(row_shares(self.placed)), kappa(self.placed)
        symmetry, moved = bowker(self.placed), _moved(self.placed)
        yield "moved_share", moved
        yield "noise_share", _moved(self.expected)
        yield "excess", moved - _moved(self.expected)
        yield "lost_share", self._lost(self.counts)
        yield "spend_moved_share", _moved(self._spent[self._block])
        yield "spend_lost_share", self._lost(self._spent)
        yield "shorrocks", np.nan if mobility is None else mobility
        yield "kappa", np.nan if cohen is None else cohen
        yield "bowker_p", np.nan if symmetry is None else symmetry.p_value

    @cached_property
    def _spent(self) -> FloatArray:
        n = len(self.states)
        if self.spend is None:
            return np.full((n, n), np.nan)
        return weighed(self.moved, self.spend, n)

    @property
    def _block(self) -> tuple[slice, slice]:
        return slice(self.n_segments), slice(self.n_segments)

    @property
    def _pairs(self) -> pd.DataFrame:
        rows, columns = (each.ravel() for each in np.indices(self.counts.shape))
        names = self.states.rename(columns=lambda name: name.removeprefix("name_"))
        before, after = (
            names.take(each).reset_index(drop=True).add_prefix(f"{day}_")
            for day, each in (("before", rows), ("after", columns))
        )
        numbers = pd.DataFrame({"before": rows, "after": columns})
        return pd.concat([numbers, before, after], axis=1)

    def _lost(self, cells: IntArray | FloatArray) -> float:
        """Share of the cells of the segments before that is lost after."""
        rows = cells[: self.n_segments]
        total = rows.sum()
        return float(rows[:, self.n_segments + LOST].sum() / total) if total else np.nan

    def _padded(self, block: FloatArray) -> FloatArray:
        whole = np.full(self.counts.shape, np.nan)
        whole[self._block] = block
        return whole


def _moved(cells: IntArray | FloatArray) -> float:
    stayed = agreement(cells)
    return np.nan if stayed is None else 1 - stayed
