"""A panel that is asked in rounds: what it scores, and when it has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from patronage.errors import ConfigError
from patronage.said import Said
from patronage.weights.delphi import MIN_EXPERTS, N_ROUNDS, check_panel
from patronage.weights.last_round import HALF, TRIM
from patronage.weights.score_rows import read_scores

if TYPE_CHECKING:
    import pandas as pd


class Verdict(NamedTuple):
    """Whether another round is needed, and why."""

    another: bool
    said: Said


@dataclass(frozen=True, kw_only=True)
class DelphiPanel:
    """Experts who score items on a scale (low, high), round by round.

    `folder` holds a file per round, `round_1.csv` and so on, with the columns expert,
    item and score. There are exactly `n_rounds` unless `early_stop` ends them as soon
    as the panel has converged. `trim` is as in `final_scores`.
    """

    name: str
    folder: str
    items: Sequence[str]
    scale: Sequence[float] = (0, 100)
    n_rounds: int = N_ROUNDS
    early_stop: bool = False
    min_experts: int = MIN_EXPERTS
    trim: float = TRIM

    def __post_init__(self) -> None:
        """Refuse a panel that cannot be asked."""
        rules = {
            "name should be a plain word": self.name.isidentifier(),
            "items should be two or more, all different": (
                1 < len(self.items) == len(set(self.items))
            ),
            "scale should be a low end of 0 or more and a higher end": (
                len(self.scale) == 2 and 0 <= self.scale[0] < self.scale[1]
            ),
            "n_rounds should be 1 or more": self.n_rounds >= 1,
            "min_experts should be 1 or more": self.min_experts >= 1,
            f"trim should be 0 or more and below {HALF}": 0 <= self.trim < HALF,
        }
        broken = [rule for rule, kept in rules.items() if not kept]
        if broken:
            raise ConfigError(f"delphi: {'; '.join(broken)}.")

    def read(self, rounds: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Return the scores of rounds, each as text by line number.

        Raises
        ------
        InputError
            If a line cannot be a score, naming round and line.
        QualityError
            If the panel is too small, or has a round too many.
        """
        scores = read_scores(rounds, items=self.items, scale=self.scale)
        check_panel(scores, n_rounds=self.n_rounds, min_experts=self.min_experts)
        return scores

    def verdict(self, convergence: pd.DataFrame) -> Verdict:
        """Say whether the panel should be asked again."""
        last = convergence.iloc[-1]
        held, agreed = int(last["round"]), bool(last["converged"])
        if held >= self.n_rounds:
            return Verdict(False, _ended(held, agreed))
        if self.early_stop and agreed:
            return Verdict(
                False,
                Said(
                    f"the panel has converged after round {held}: no other is needed",
                    f"第 {held} 轮后意见已收敛，无需再进行下一轮",
                ),
            )
        return Verdict(
            True,
            Said(
                f"round {held + 1} of {self.n_rounds} is needed: hand the feedback "
                f"of round {held} to the experts",
                f"需要进行第 {held + 1} 轮（共 {self.n_rounds} 轮）：请将第 {held} "
                "轮的反馈交给专家",
            ),
        )


def _ended(held: int, agreed: bool) -> Said:
    if agreed:
        return Said(
            f"all {held} rounds are held, and the panel has converged",
            f"{held} 轮已全部完成，意见已收敛",
        )
    return Said(
        f"all {held} rounds are held; the panel has not converged, so say so beside "
        "the result",
        f"{held} 轮已全部完成，但意见尚未收敛，使用结果时请注明",
    )
