"""Who tries, who is loyal, who was, and who buys now and then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.errors import ConfigError
from patronage.loggable import Loggable, Params
from patronage.rules.amounts import percent
from patronage.rules.columns import check_columns
from patronage.rules.trial_words import TrialWords
from patronage.segments import UNASSIGNED, Explanation, Membership, SegmentScheme

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray, Purpose, SegmentName

LOYAL, OCCASIONAL, TRIAL, LAPSED = range(4)
HARDLY = 0.1
KEYS = ("loyal", "occasional", "trial", "lapsed")


@dataclass(frozen=True, kw_only=True)
class LoyalPattern:
    """What a loyal customer does.

    Buys at least `min_occasions` times (and, with `quantile`, as often as that share
    of the customers of the fit does not), gives the focal brand at least `min_share`
    of what could be its own, and has been silent for at most `max_gaps` of the usual
    gaps.
    """

    min_occasions: int = 3
    quantile: float | None = None
    min_share: float = 0.5
    max_gaps: float = 2.0

    def __post_init__(self) -> None:
        """Refuse a pattern that everybody or nobody can have."""
        share = self.quantile is None or 0 <= self.quantile <= 1
        if self.min_occasions < 2 or self.max_gaps <= 0 or not share:
            raise ConfigError(
                "a loyal pattern should ask for 2 occasions or more, some gaps, and a "
                f"quantile of 0 to 1; got {self.min_occasions}, {self.max_gaps} and "
                f"{self.quantile}."
            )


class TrialLoyal(SegmentScheme):
    """Tell loyal customers from those who try, have lapsed, or buy now and then.

    Loyal: the whole `LoyalPattern`. Lapsed: the same, but silent for too long. Trial:
    fewer occasions. Occasional: the others, also those whose share of the focal brand
    is not known. Where the source offers no such share, it is not asked for, and a
    caveat says so.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    segment_names : sequence of SegmentName
        Names of loyal, occasional, trial and lapsed, in this order.
    pattern : LoyalPattern
        What makes a customer loyal.
    occasions, recency, gap : str
        Columns of purchase occasions, days since the last one, and the mean gap.
    focal : str, optional
        Column of the share of the focal brand, shrunk towards the mean where evidence
        is thin.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        segment_names: Sequence[SegmentName],
        pattern: LoyalPattern,
        *,
        occasions: str = "purchase_days",
        recency: str = "recency_days",
        gap: str = "interpurchase_days_mean",
        focal: str | None = "own_brand_share",
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.segment_names = segment_names
        self.pattern = pattern
        self.occasions = occasions
        self.recency = recency
        self.gap = gap
        self.focal = focal

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn how many occasions are asked for, and whether there is a share.

        Raises
        ------
        ConfigError
            If a column is missing, or the names are not those four.
        """
        asked = [self.occasions, self.recency, self.gap]
        check_columns(features, asked, self.name)
        if (keys := tuple(name.key for name in self.segment_names)) != KEYS:
            raise ConfigError(
                f"{self.name}: the segments should be {', '.join(KEYS)}, in this "
                f"order; got {', '.join(keys)}."
            )
        active = features[(features["status"] == "ok").to_numpy()]
        offered = self.focal in active and active[self.focal].notna().any()
        self.focal_ = self.focal if offered else None
        self.min_occasions_ = self._least(active[self.occasions].dropna())
        self.n_segments_ = len(KEYS)
        return self

    @property
    def used_columns(self) -> list[str]:
        """Occasions, recency and gap, and the share where there is one."""
        own = [self.occasions, self.recency, self.gap]
        return [*own, *([self.focal_] if self.focal_ else [])]

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; without a known purchase, or gap between many, nowhere."""
        n, recency, gap, share = self._numbers(features)
        often = n >= self.min_occasions_
        known = (n >= 1) & ~np.isnan(recency) & ~(often & np.isnan(gap))
        segment = np.select(
            [
                ~known,
                ~often,
                ~(share >= self.pattern.min_share),
                recency <= self.pattern.max_gaps * gap,
            ],
            [UNASSIGNED, TRIAL, OCCASIONAL, LOYAL],
            LAPSED,
        )
        return Membership(
            segment=segment.astype(np.int64),
            status=np.where(known, "ok", "unknown"),
            probability=np.where(known, 1.0, np.nan),
            margin=np.full(len(n), np.nan),
        )

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield what the fitted pattern asks for."""
        share = self.pattern.min_share if self.focal_ else "not asked"
        yield Params(
            {
                "scheme": self.name,
                "kind": "rules",
                "min_occasions": self.min_occasions_,
                "min_focal_share": share,
                "max_gaps": self.pattern.max_gaps,
            }
        )

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say where the share of the focal brand is not asked, or hardly ever met."""
        zh = language == "zh"
        if not self.focal_:
            return [
                "数据中没有主品牌占比：“忠诚型”未检验该条件。"
                if zh
                else "there is no share of a focal brand: 'loyal' does not ask for it."
            ]
        active = features[(features["status"] == "ok").to_numpy()]
        often = active[active[self.occasions] >= self.min_occasions_]
        met = float((often[self.focal_] >= self.pattern.min_share).mean())
        if not met < HARDLY:
            return []
        asked = percent(self.pattern.min_share)
        return [
            f"购买次数足够的客户中仅 {percent(met)} 的 {self.focal_} 达到 {asked}："
            "请核对该占比是否为主品牌占比。"
            if zh
            else f"of the customers with enough occasions only {percent(met)} reach "
            f"{asked} of '{self.focal_}': is it the share of the focal brand?"
        ]

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Say of each customer which condition decides, and what loyal takes."""
        words = TrialWords(
            min_occasions=self.min_occasions_,
            min_share=self.pattern.min_share if self.focal_ else None,
            max_gaps=self.pattern.max_gaps,
            language=language,
        )
        segments = self.membership(features).segment.tolist()
        keys = [KEYS[segment] if segment >= 0 else "" for segment in segments]
        numbers = np.column_stack(self._numbers(features)).tolist()
        return [words.of(key, *row) for key, row in zip(keys, numbers, strict=True)]

    def _numbers(
        self, features: pd.DataFrame
    ) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return occasions, recency, gap and share; a share of 1 if none is asked."""
        asked = (self.occasions, self.recency, self.gap)
        n, recency, gap = (features[each].to_numpy(np.float64) for each in asked)
        if self.focal_ is None:
            return n, recency, gap, np.ones(len(features))
        return n, recency, gap, features[self.focal_].to_numpy(np.float64)

    def _least(self, occasions: pd.Series) -> int:
        if self.pattern.quantile is None or occasions.empty:
            return self.pattern.min_occasions
        often = float(
            np.quantile(occasions.to_numpy(np.float64), self.pattern.quantile)
        )
        return max(self.pattern.min_occasions, int(np.ceil(often)))
