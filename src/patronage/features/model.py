"""The feature model: what columns learn across customers, fitted once and frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin, clone

from patronage.errors import InputError, QualityError
from patronage.features.outcomes import FUTURE

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features.family import Learned
    from patronage.features.lifetime.report import LifetimeReport

MIN_POLARIZATION = 0.02
ABSENT = "not offered by this source"
SILENT = "customers differ no more than by chance"


class Raw(Protocol):
    """A table of raw features: a frame, or a file whose columns are read one by one."""

    @property
    def columns(self) -> Any:
        """Names of its columns."""

    def __getitem__(self, names: list[str]) -> pd.DataFrame:
        """Return some of its columns."""


class FeatureModel(TransformerMixin, BaseEstimator):
    """Add the learned columns of all families to a table of raw ones.

    Parameters
    ----------
    learned : mapping of str to estimator
        Unfitted estimators by column, in the order in which they are fitted: one may
        read what those before it have made. One whose inputs the source does not
        offer is left out, and one whose customers differ no more than by chance,
        since it says nothing of the individual: `left_out_` has the reason by column.
    """

    def __init__(self, learned: Mapping[str, Learned]) -> None:
        self.learned = learned

    def fit(self, raw: Raw, y: object = None) -> Self:
        """Fit every learned column on the customers with purchases in the window.

        Only the columns that an estimator reads are in memory while it is fitted.

        Raises
        ------
        QualityError
            If there is no such customer.
        """
        if not (raw[["status"]]["status"] == "ok").any():
            raise QualityError("features: no customer bought in the window.")
        self.fitted_: dict[str, Learned] = {}
        self.left_out_: dict[str, str] = {}
        self.polarization_: dict[str, float] = {}
        for name, estimator in self.learned.items():
            self._fit_one(name, estimator, raw)
        return self

    def transform(self, raw: pd.DataFrame) -> pd.DataFrame:
        """Return `raw` with the learned columns; nothing is refitted.

        Raises
        ------
        InputError
            If a column is missing from which others were learned.
        """
        if missing := sorted(self._asked(input_columns) - set(raw.columns)):
            raise InputError(
                f"features: the columns that the feature model was fitted on should "
                f"be there; missing: {', '.join(missing)}."
            )
        return self._add(raw, self.fitted_)

    @property
    def asks(self) -> set[str]:
        """The raw columns that it reads, also those that it read if they were there."""
        return self._asked(_read)

    @property
    def makes(self) -> set[str]:
        """The columns that it adds."""
        return {column for name in self.fitted_ for column in self._made_by(name)}

    @property
    def reports(self) -> list[LifetimeReport]:
        """What the fitted estimators have to say of themselves."""
        return [e.report() for e in self.fitted_.values() if hasattr(e, "report")]

    def _fit_one(self, name: str, estimator: Learned, raw: Raw) -> None:
        makers = {made: each for each in self.fitted_ for made in self._made_by(each)}
        offered = {*raw.columns, *makers} - {*FUTURE}
        needed = input_columns(estimator) | (optional_columns(estimator) & offered)
        if not needed <= offered or not _has_either(estimator, offered):
            self.left_out_[name] = ABSENT
            return
        before = self._needed(needed, makers)
        inputs = needed.union(*(_read(self.fitted_[each]) for each in before))
        table = raw[["status", *sorted(inputs & set(raw.columns))]]
        if not getattr(estimator, "of_everybody", False):
            table = table[table["status"] == "ok"]
        known = self._add(table, before)
        fitted = clone(estimator).fit(known)
        if hasattr(fitted, "polarization_"):
            self.polarization_[name] = fitted.polarization_
        if self.polarization_.get(name, 1) < MIN_POLARIZATION:
            self.left_out_[name] = SILENT
        else:
            self.fitted_[name] = fitted

    def _needed(self, columns: set[str], makers: Mapping[str, str]) -> list[str]:
        """Estimators that make these columns, and what those need, in order."""
        wanted = {makers[column] for column in columns if column in makers}
        for name in reversed(list(self.fitted_)):
            if name in wanted:
                wanted |= {makers[n] for n in _read(self.fitted_[name]) & {*makers}}
        return [name for name in self.fitted_ if name in wanted]

    def _add(self, table: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
        for name in names:
            made = np.atleast_2d(self.fitted_[name].transform(table).T)
            table = table.assign(**dict(zip(self._made_by(name), made, strict=True)))
        return table

    def _asked(self, read: Callable[[Learned], set[str]]) -> set[str]:
        """What the fitted estimators read and none of them makes."""
        return set().union(*map(read, self.fitted_.values())) - self.makes

    def _made_by(self, name: str) -> list[str]:
        return output_columns(name, self.fitted_[name])


def output_columns(name: str, estimator: Learned) -> list[str]:
    """Names of the columns that an estimator adds to the table."""
    several = getattr(estimator, "get_feature_names_out", None)
    return [name] if several is None else list(several())


def input_columns(estimator: Learned) -> set[str]:
    """What an estimator says that it reads; else all its text parameters."""
    if hasattr(estimator, "inputs"):
        return set(estimator.inputs)
    parameters = estimator.get_params()  # type: ignore[attr-defined]
    return {value for value in parameters.values() if isinstance(value, str)}


def optional_columns(estimator: Learned) -> set[str]:
    """What an estimator reads where it is offered."""
    return set(getattr(estimator, "optional", ()))


def _has_either(estimator: Learned, offered: set[str]) -> bool:
    """Whether any is offered of the columns of which an estimator needs one."""
    either = set(getattr(estimator, "either", ()))
    return not either or bool(either & offered)


def _read(estimator: Learned) -> set[str]:
    """All that an estimator may read."""
    return input_columns(estimator) | optional_columns(estimator)
