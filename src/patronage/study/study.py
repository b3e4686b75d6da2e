"""From transactions to named segments, and to schemes that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from patronage import config, io
from patronage.compare import RANKED
from patronage.segments import SegmentScheme
from patronage.study.compared import Compared, check_apart
from patronage.study.configured_scheme import configured_scheme
from patronage.study.fitted import Fitted
from patronage.study.frame_source import FrameSource
from patronage.study.known import check_known
from patronage.study.money import in_units
from patronage.study.sourced import Sourced
from patronage.study.view import View
from patronage.study.workplace import Workplace
from patronage.tables import DATA_QUALITY, LEDGER

if TYPE_CHECKING:
    import pandas as pd

    from patronage.features import Family
    from patronage.ingest import Source

Days = str | date | Sequence[str]


class Study:
    """The customers of one source on one day, and the schemes that part them.

    Tables are made when they are first asked for, and kept.

    Parameters
    ----------
    source : str or patronage.ingest.Source
        A source of `conf/source`, or one's own.
    *overrides : str
        Settings, as on the command line of any stage: "preprocessing=rank".
    as_of : day, optional
        The day on which customers are described: "1997-09-30". By default the last
        one after which `horizon_days` are left to see what they do next.
    folder : path, optional
        Where tables are kept; by default in a folder that goes with the study. Tables
        that stand there already are used if they were made in the same way.
    families : mapping of str to Family, optional
        Feature families of one's own, beside the configured ones.

    >>> cdnow = Study("cdnow", "horizon_days=273", as_of="1997-09-30")
    >>> cdnow
    Study('cdnow', 'horizon_days=273', as_of='1997-09-30')
    """

    def __init__(
        self,
        source: str | Source,
        *overrides: str,
        as_of: Days | None = None,
        folder: Path | str | Workplace | None = None,
        families: Mapping[str, Family] | None = None,
    ) -> None:
        self._overrides = (*_choice(source), *overrides)
        cfg = config.configured(self._overrides)
        made = config.instantiate(cfg.source) if isinstance(source, str) else source
        self._view = View(
            Sourced(
                cfg=cfg,
                source=made,
                place=Workplace.of(folder),
                as_of=_written(cfg.as_of if as_of is None else as_of),
                own=families or {},
            )
        )
        self._fitted: dict[tuple[str, ...], Fitted] = {}

    @classmethod
    def from_frame(
        cls,
        transactions: pd.DataFrame,
        *overrides: str,
        currency: str,
        name: str = "frame",
        as_of: Days | None = None,
        **more: Any,
    ) -> Self:
        """Study a DataFrame of order lines, which passes the checks of any source.

        `customer_id`, `ordered_at` and `amount` (net of discount) name its columns;
        order_id, product_id, quantity, category, brand, channel, store, region,
        discount, cost and is_return may. Without an `order_id`, a customer's rows of
        one day are one order. Times of day need a `time_zone`, unless they carry
        theirs. `folder` and `families` are as of any study. Rows without a customer
        tell nothing of any: where there are many, drop them first (`dropna`).

        Raises
        ------
        ConfigError, InputError
            If the frame is empty, or a column is missing or not as it should be.

        >>> study = Study.from_frame(
        ...     transactions, customer_id="who", ordered_at="day", amount="paid",
        ...     currency="EUR", name="shop")
        >>> study.accounting[0]
        'shop: 60 customers, 2024-01-01 to 2024-12-31'
        """
        place = Workplace.of(more.pop("folder", None))
        families, zone = more.pop("families", None), more.pop("time_zone", None)
        source = FrameSource(
            transactions=transactions,
            columns=more,
            currency=currency,
            name=name,
            time_zone=zone,
        ).write(place.path)
        return cls(source, *overrides, as_of=as_of, folder=place, families=families)

    @property
    def ledger(self) -> pd.DataFrame:
        """A row per order line, money and quantities in whole units.

        >>> study.ledger[["customer_id", "order_day", "amount"]].head(1)
          customer_id   order_day  amount
        0         c00  2024-01-01    10.0
        """
        folder = self._view.sourced.ingested
        return in_units(io.read(LEDGER, folder), io.metadata(LEDGER, folder))

    @property
    def quality(self) -> pd.DataFrame:
        """A row per column: how complete, valid and timely it is."""
        return io.read(DATA_QUALITY, self._view.sourced.ingested)

    @property
    def accounting(self) -> list[str]:
        """What became of every row that was read, in sentences."""
        return self._view.sourced.accounting()

    @property
    def features(self) -> pd.DataFrame:
        """A row per customer, on the day; `dictionary` says what columns mean.

        >>> study.features[["customer_id", "status", "recency_days"]].head(1)
          customer_id status  recency_days
        0         c00     ok           3.0
        """
        return self._view.features.copy(deep=False)

    @property
    def outcomes(self) -> pd.DataFrame:
        """What customers did in the days after, where the ledger reaches so far."""
        return self._view.outcomes.copy(deep=False)

    @property
    def dictionary(self) -> pd.DataFrame:
        """A row per feature: its family, unit, meaning, source and gaps."""
        return self._view.dictionary.copy(deep=False)

    def scheme(self, name: str, *overrides: str) -> SegmentScheme:
        """Make a scheme of `conf/` (clustering, quadrants, rules), not fitted.

        Raises
        ------
        ConfigError
            If there is none of that name; says which are close to it.

        >>> study.scheme("kmeans", "selection.k_max=6").name
        'kmeans'
        """
        return configured_scheme(name, (*self._overrides, *overrides))

    def fit(self, scheme: SegmentScheme | str, *overrides: str) -> Fitted:
        """Fit a scheme on the features; one that is named is fitted only once.

        What comes back has `segments`, `names`, `profile`, `scorecard`, `figures`,
        `explain(customer_id)`, `report()` and `save_report(path)`.

        >>> study.fit("tier3").names["name_en"].tolist()
        ['High value', 'Mid value', 'Low value']
        """
        if not isinstance(scheme, str):
            return Fitted(self._view, scheme.fit(self.features))
        key = (scheme, *overrides)
        if key not in self._fitted:
            self._fitted[key] = self.fit(self.scheme(*key))
        return self._fitted[key]

    def compare(
        self, *schemes: SegmentScheme | Fitted | str, by: str | None = None
    ) -> Compared:
        """Hold schemes against each other, in the order of the metric `by`.

        Schemes are named, one's own, or fitted already. What they have to beat is
        beside them: no segments, deciles of past spend, and chance. What comes back has
        `league`, `scorecards`, `associations`, `figures`, `summary()`,
        `crosswalk(scheme, other)`, `report()` and `save_report(path)`.

        >>> study.compare("tier3", "rfm_cells").league["scheme"].nunique()
        5
        """
        order = by or self._view.sourced.cfg.compare.by
        check_known("by", order, RANKED)
        fitted = [s if isinstance(s, Fitted) else self.fit(s) for s in schemes]
        check_apart(fitted, self._view)
        return Compared(self._view, fitted, order)

    def __repr__(self) -> str:
        sourced, own = self._view.sourced, self._overrides
        said = [repr(each) for each in own if not each.startswith("source=")]
        day = [] if sourced.as_of is None else [f"as_of={sourced.as_of!r}"]
        return f"Study({', '.join([repr(self._view.name), *said, *day])})"


def _choice(source: str | Source) -> tuple[str, ...]:
    """The override that chooses a source by name."""
    if not isinstance(source, str):
        return ()
    check_known("a source", source, config.options("source"))
    return (f"source={source}",)


def _written(as_of: Days | None) -> str | Sequence[str] | None:
    """A day as text, whatever it was given as."""
    return as_of.isoformat()[:10] if isinstance(as_of, date) else as_of
