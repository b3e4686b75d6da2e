"""The contract of every scheme: each customer in exactly one named segment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.loggable import Loggable

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

UNASSIGNED = -1
BORDERLINE = "borderline"
KEY = ["customer_id", "as_of"]


def segment_id(segment: int) -> str:
    """Return what a segment is called where it has no name: S01 for 0."""
    return f"S{segment + 1:02d}"


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """Why a scheme exists; one without an answer is not composed.

    `actions` says what is done per segment: by segment key for rules and quadrants,
    by value level (high, mid, low) for clusters.

    >>> Purpose(objective="serve by value", decision="", owner="service", actions={})
    Traceback (most recent call last):
    patronage.errors.ConfigError: a scheme must say why ... empty: decision, actions.
    """

    objective: str
    decision: str
    owner: str
    actions: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse segmentation for its own sake."""
        empty = [name for name, value in vars(self).items() if not value]
        if empty:
            raise ConfigError(
                f"a scheme must say why it exists; empty: {', '.join(empty)}."
            )


@dataclass(frozen=True, kw_only=True)
class SegmentName:
    """What a segment is called: a stable key, and its names.

    >>> SegmentName(key="high", en="High value", zh="高价值").key
    'high'
    """

    key: str
    en: str
    zh: str


@dataclass(frozen=True, kw_only=True)
class Membership:
    """What a scheme says of customers with evidence, a row each.

    Where `segment` is -1, `status` says why; elsewhere it is "ok", "borderline" where
    another segment is nearly as likely, "no_structure" where no clusters were found and
    a rule has placed the customer instead, and of rules also "inactive" (nothing was
    bought) or "provisional" (of too short a time).

    >>> scheme = study.fit("tier3").scheme
    >>> placed = scheme.membership(study.features.head(2))
    >>> placed.segment, placed.status
    (array([1, 2]), array(['ok', 'ok'], dtype=...))
    """

    segment: IntArray
    status: NDArray[np.str_]
    probability: FloatArray
    margin: FloatArray


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a customer is in a segment, and what would bring the next better one.

    `next_step` is empty in the best segment, and where segments have no order.

    >>> Explanation(because="12 orders make Regular: from 10.", next_step="8 more.")
    Explanation(because='12 orders make Regular: from 10.', next_step='8 more.')
    """

    because: str
    next_step: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The segment that comes next for each customer, and how far it is; a row each.

    `distance` is what would have to change, in the scheme's own measure. Where a scheme
    has none, segments are -1 and distances NaN.

    >>> scheme = study.fit("tier3").scheme
    >>> scheme.beside(study.features.head(2)).segment
    array([0, 1])
    """

    segment: IntArray
    distance: FloatArray


@dataclass(frozen=True, kw_only=True)
class Asks:
    """The columns that a fitted scheme reads, and the categories that it knows.

    >>> study.fit("tier3").scheme.asks.columns
    ('monetary_total',)
    """

    columns: tuple[str, ...]
    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)


class SegmentScheme(ABC, BaseEstimator):
    """Put each customer of a feature table into one segment.

    Subclasses take `name` and `purpose`, learn in `fit`, and answer `membership`.
    A scheme whose segments are named by its yaml has `segment_names`; where names
    are made from profiles (clusters), it is empty, but for single segments that have
    a name in `given_names`.

    >>> class Seen(SegmentScheme):
    ...     def __init__(self, name="seen", purpose=None):
    ...         self.name, self.purpose = name, purpose
    ...     def fit(self, features, y=None):
    ...         self.n_segments_ = 2
    ...         return self
    ...     def membership(self, features):
    ...         lately = (features["recency_days"] <= 30).to_numpy()
    ...         sure = np.ones(len(features))
    ...         return Membership(
    ...             segment=np.where(lately, 0, 1), status=np.full(len(features), "ok"),
    ...             probability=sure, margin=sure)
    >>> study.fit(Seen()).segments["segment"].nunique()
    2
    """

    name: str
    purpose: Purpose | None
    segment_names: Sequence[SegmentName] = ()
    n_segments_: int

    @property
    def given_names(self) -> Mapping[int, SegmentName]:
        """Names of single segments, where the others' are made from profiles."""
        return {}

    @property
    def used_columns(self) -> list[str]:
        """Columns of the feature table that the fitted scheme looks at."""
        return []

    @property
    def asks(self) -> Asks:
        """What the fitted scheme cannot do without, of customers to be placed."""
        return Asks(columns=tuple(self.used_columns))

    @property
    def acting(self) -> SegmentScheme:
        """The scheme that gives the segments: another, where this one finds none."""
        return self

    @property
    def promotable(self) -> bool:
        """Whether the fitted segments may take the place of those in use."""
        return True

    @abstractmethod
    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn the segments from the customers whose status is "ok"."""

    @abstractmethod
    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers whose status is "ok"."""

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return which segment each of the customers with status "ok" is nearest to."""
        nowhere = np.full(len(features), UNASSIGNED)
        return Beside(segment=nowhere, distance=np.full(len(features), np.nan))

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield what the fitted scheme has to say of itself."""
        yield from ()

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Return sentences that must stand beside the result."""
        return []

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Return of each row, in plain words, why it is where it is."""
        return [Explanation(because="")] * len(features)

    def axes(self, features: pd.DataFrame) -> pd.DataFrame | None:
        """Return the table `axes`, from schemes that have axes."""
        return None

    def memberships(self, features: pd.DataFrame) -> pd.DataFrame | None:
        """Return the table `memberships`, from schemes that admit doubt."""
        return None

    def predict(self, features: pd.DataFrame) -> IntArray:
        """Return the segment of each row, -1 where it has none."""
        return self.assign(features)["segment"].to_numpy(np.int64)

    def assign(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `segments`: a row per customer, none left out."""
        active = (features["status"] == "ok").to_numpy()
        table = features[KEY].assign(
            segment=np.int64(UNASSIGNED),
            status=features["status"].astype("str"),
            probability=np.nan,
            margin=np.nan,
        )
        placed = self.membership(features[active])
        for column in ("segment", "status", "probability", "margin"):
            table.loc[active, column] = getattr(placed, column)
        return table.reset_index(drop=True)
