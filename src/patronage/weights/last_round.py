"""What a panel says in the end, also those who left it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.stats import trim_mean

from patronage.errors import ConfigError, QualityError
from patronage.said import Said

if TYPE_CHECKING:
    import pandas as pd

TRIM = 0.2
ENOUGH_ROUNDS = 2
HALF = 0.5


@dataclass(frozen=True)
class DropOuts:
    """How many left before the last round: with a say in the end, or without."""

    carried: int
    left_out: int

    @property
    def sentences(self) -> list[Said]:
        """Say it; nothing where everybody stayed."""
        told = []
        if self.carried:
            told.append(
                Said(
                    f"left before the last round: {self.carried}, whose last scores "
                    f"count, since they answered in {ENOUGH_ROUNDS} rounds or more",
                    f"{self.carried} 位专家中途退出，但已作答至少 {ENOUGH_ROUNDS} 轮，"
                    "沿用其最后一次评分",
                )
            )
        if self.left_out:
            told.append(
                Said(
                    f"left after one round: {self.left_out}, whose scores do not count",
                    f"{self.left_out} 位专家仅作答一轮即退出，其评分不计入",
                )
            )
        return told


def last_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Return each expert's last score of each item.

    Who dropped out before the last round is in only with two rounds or more.
    """
    own = scores.groupby(["expert", "item"])["round"]
    latest, answered = own.transform("max"), own.transform("nunique")
    counts = (latest == scores["round"].max()) | (answered >= ENOUGH_ROUNDS)
    return scores[counts & (scores["round"] == latest)]


def drop_outs(scores: pd.DataFrame) -> DropOuts:
    """Count who did not answer in the last round."""
    last = scores.loc[scores["round"] == scores["round"].max(), "expert"]
    gone = set(scores["expert"]) - set(last)
    carried = gone & set(last_scores(scores)["expert"])
    return DropOuts(len(carried), len(gone) - len(carried))


def final_scores(scores: pd.DataFrame, *, trim: float = TRIM) -> pd.Series:
    """Return the trimmed mean of each item's last scores, items in their order.

    `trim` is the share of experts left out at either end: with .2 nobody of five or
    more can move an item alone.

    Raises
    ------
    ConfigError
        If `trim` leaves nobody.
    """
    if not 0 <= trim < HALF:
        raise ConfigError(f"trim should be 0 or more and below {HALF}; got {trim}.")
    last = last_scores(scores).groupby("item")["score"]
    means = last.agg(lambda own: trim_mean(own.to_numpy(), trim))
    return means.reindex(scores["item"].unique())


def shares_of(final: pd.Series) -> pd.Series:
    """Return final scores as weights that sum to 1.

    Raises
    ------
    QualityError
        If no item has a score above 0.
    """
    total = final.sum()
    if not total > 0:
        raise QualityError("a Delphi panel should score an item above 0; none has.")
    return final / total
