"""Three lists out of value quadrants: core, general and problem customers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.loggable import Loggable, Metric, Params, Table
from patronage.rules.core_rule import CoreRule
from patronage.rules.retailer_reasons import caveats, explained, list_rows
from patronage.segments import BORDERLINE, KEY, Explanation, Membership, SegmentScheme

if TYPE_CHECKING:
    from patronage.rules.ladder import Ladder
    from patronage.rules.sign import Sign
    from patronage.segments import FloatArray, Purpose, SegmentName

LISTS = ("core", "general", "problem")
CORE, GENERAL, PROBLEM = range(3)


@dataclass(frozen=True)
class Judged:
    """What puts each of some customers on his list.

    `quadrant` is the number of a quadrant, -1 without one, and `signs` (n, number of
    signs offered) which of them he shows.
    """

    quadrant: Membership
    signs: NDArray[np.bool_]
    supports: NDArray[np.bool_]
    credible: NDArray[np.bool_]
    prized: NDArray[np.bool_]
    worthy: NDArray[np.bool_]
    supporting: NDArray[np.bool_]

    @property
    def problem(self) -> NDArray[np.bool_]:
        """Who shows a sign at least."""
        return np.asarray(self.signs.any(1), np.bool_)

    @property
    def high_value_problem(self) -> NDArray[np.bool_]:
        """Who is a problem, and of high value all the same."""
        return np.asarray(self.problem & (self.prized | self.worthy), np.bool_)

    @property
    def core(self) -> NDArray[np.bool_]:
        """Who would be core if he were no problem."""
        return (self.prized | (self.supporting & self.supports)) & self.credible


class RetailerLists(SegmentScheme):
    """Put each customer on one list: problem before core before general.

    Who shows a sign of a problem is on the problem list whatever he is worth; of high
    value, he is flagged for a person to look at. Everybody without a quadrant is
    general. Signs and scores that the source does not offer are left out.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    quadrants : SegmentScheme
        Value quadrants, fitted inside; its keys are those that `core` names.
    problem : mapping of str to Sign
        Signs of a problem, the gravest first.
    dimensions : sequence of SegmentName
        Columns of scores, 0 to 100, as keys, with their names.
    segment_names : sequence of SegmentName
        Of core, general and problem.
    core : CoreRule, optional
        Who is core; METHODS' rule if None.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        quadrants: SegmentScheme,
        problem: Mapping[str, Sign],
        dimensions: Sequence[SegmentName],
        segment_names: Sequence[SegmentName],
        *,
        core: CoreRule | None = None,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.quadrants = quadrants
        self.problem = problem
        self.dimensions = dimensions
        self.segment_names = segment_names
        self.core = core

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit the quadrants, and find the support that core customers give.

        Raises
        ------
        ConfigError
            If the quadrants are not those of value, or the lists are not the three.
        """
        self._check()
        known = features[features["status"] == "ok"]
        self.quadrants_ = clone(self.quadrants).fit(features)
        self.core_ = self.core or CoreRule()
        self.signs_ = [n for n, sign in self.problem.items() if sign.is_offered(known)]
        self.least_support_ = self.core_.support_edge(_score(known, self.core_.support))
        self.worth_edge_ = self.core_.worth_edge(_score(known, self.core_.worth))
        self.lacking_ = [
            column
            for column in (self.core_.support, self.core_.credit)
            if not np.isfinite(_score(known, column)).any()
        ]
        self.n_segments_ = len(LISTS)
        return self

    @property
    def ladder(self) -> Ladder | None:
        """None: lists are made of conditions, not of the edges of one column."""
        return None

    @property
    def quadrant_names(self) -> Sequence[SegmentName]:
        """Names of the quadrants, by number."""
        return self.quadrants.segment_names

    @property
    def used_columns(self) -> list[str]:
        """The columns of quadrants, signs and conditions, each once."""
        signs = [self.problem[name].column for name in self.signs_]
        scores = [self.core_.support, self.core_.credit]
        own = [each for each in (*signs, *scores) if each not in self.lacking_]
        return list(dict.fromkeys([*self.quadrants_.used_columns, *own]))

    def judge(self, features: pd.DataFrame) -> Judged:
        """Return what puts each row on its list."""
        found = self.quadrants_.membership(features)
        keys = np.array([*(name.key for name in self.quadrant_names), ""])[
            found.segment
        ]
        shown = [self.problem[name](features) for name in self.signs_]
        support, credit = (
            _score(features, column)
            for column in (self.core_.support, self.core_.credit)
        )
        return Judged(
            quadrant=found,
            signs=np.column_stack([np.zeros((len(features), 0), bool), *shown]),
            supports=~(support < self.least_support_),
            credible=~(credit < self.core_.least_credit),
            prized=np.isin(keys, list(self.core_.always)),
            worthy=_score(features, self.core_.worth) > self.worth_edge_,
            supporting=np.isin(keys, list(self.core_.supporting)),
        )

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; where the quadrant decides, as surely as it is known."""
        found = self.judge(features)
        segment = np.select([found.problem, found.core], [PROBLEM, CORE], GENERAL)
        unsure = (found.quadrant.status == BORDERLINE) & ~found.problem
        return Membership(
            segment=segment.astype(np.int64),
            status=np.where(unsure, BORDERLINE, "ok"),
            probability=np.where(found.problem, 1.0, found.quadrant.probability),
            margin=np.where(found.problem, np.nan, found.quadrant.margin),
        )

    def high_value_problem(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Mark problem customers of high value: for a person to look at."""
        return self.judge(features).high_value_problem

    def axes(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return each customer's quadrant (its key) and `high_value_problem`."""
        active = (features["status"] == "ok").to_numpy()
        keys = np.array([*(name.key for name in self.quadrant_names), ""])
        table = features[KEY].assign(quadrant="", high_value_problem=False)
        known = features[active]
        table.loc[active, "quadrant"] = keys[self.quadrants_.membership(known).segment]
        table.loc[active, "high_value_problem"] = self.high_value_problem(known)
        return table

    def rows(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return a row per listed customer: list, scores, three reasons, the flag."""
        return list_rows(self, features[features["status"] == "ok"])

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield how long the lists are, and how many show each sign."""
        known = features[features["status"] == "ok"]
        found = self.judge(known)
        yield Params({"scheme": self.name, "kind": "rules"})
        yield Table("signs.csv", self._sign_table(found))
        flagged = float(found.high_value_problem.sum())
        yield Metric("lists/high_value_problem", flagged)
        yield Metric("coverage/signs", len(self.signs_) / max(len(self.problem), 1))

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Say which conditions are left out, and what the quadrants say."""
        own = self.quadrants_.caveats(features, language)
        return [*caveats(self, features, language), *own]

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Return reasons, and what would bring the next better list."""
        return explained(self, features, language)

    def _sign_table(self, found: Judged) -> pd.DataFrame:
        counts: Any = dict(zip(self.signs_, found.signs.sum(0), strict=True))
        return pd.DataFrame(
            {
                "sign": list(self.problem),
                "column": [sign.column for sign in self.problem.values()],
                "offered": [name in self.signs_ for name in self.problem],
                "customers": [int(counts.get(name, 0)) for name in self.problem],
            }
        )

    def _check(self) -> None:
        rule = self.core or CoreRule()
        keys = [name.key for name in self.quadrants.segment_names]
        if unknown := [k for k in (*rule.always, *rule.supporting) if k not in keys]:
            raise ConfigError(
                f"{self.name}: lists are made of value quadrants, with a segment "
                f"'{unknown[0]}'; '{self.quadrants.name}' has {', '.join(keys)}."
            )
        if (named := tuple(name.key for name in self.segment_names)) != LISTS:
            raise ConfigError(
                f"{self.name}: the lists are {', '.join(LISTS)}; got "
                f"{', '.join(named)}."
            )


def _score(features: pd.DataFrame, column: str) -> FloatArray:
    if column not in features:
        return np.full(len(features), np.nan)
    return features[column].to_numpy(np.float64)
