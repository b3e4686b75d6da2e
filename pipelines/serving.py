"""How the segments of one scheme are served: its playbook, held against its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage import compare, config, io, playbooks
from patronage.batch import MONTH_DAYS
from patronage.loggable import Loggable, Metric, Table
from patronage.tables import LEDGER
from pipelines import contacts, purchases
from pipelines.purchases import Purchases

if TYPE_CHECKING:
    from pipelines.scheme_run import SchemeRun

LEVELS = "value_levels"
KOTLER, PLAYBOOK = "kotler.csv", "playbook.csv"


@dataclass(frozen=True)
class Serving:
    """One fitted scheme, the plans for its segments, and what there is to spend."""

    run: SchemeRun

    @cached_property
    def playbook(self) -> playbooks.Playbook | None:
        """The scheme's own playbook, else that of its value levels, if it has them.

        Raises
        ------
        ConfigError
            If its own leaves out a segment.
        """
        books, keys = self.run.shared.cfg.playbook, self._keys_of_scheme
        own = self.run.name in books
        if not own and LEVELS not in books:
            return None
        book: playbooks.Playbook = config.instantiate(
            books[self.run.name if own else LEVELS]
        )
        if own and keys:
            book.check(self.run.name, keys)
        return book if own or set(keys) <= set(book.plans) else None

    @cached_property
    def plans(self) -> pd.DataFrame:
        """A row per segment that has a plan: its customers, their margin, the plan."""
        keys = self.run.described.action_keys
        book = self.playbook
        if book is None:
            return pd.DataFrame()
        planned = {s: key for s, key in keys.items() if key in book.plans}
        return self.segments.merge(book.table(planned), on="segment")

    @cached_property
    def segments(self) -> pd.DataFrame:
        """A row per segment: `segment`, `name`, `customers`, `margin` a month."""
        language = self.run.shared.cfg.language.value
        names = self.run.names.rename(columns={f"name_{language}": "name"})
        grouped = self._placed.groupby("segment")
        counts = grouped.size().rename("customers")
        worth = (grouped["worth"].sum(min_count=1) / self._months).rename("margin")
        table = names[["segment", "name"]].join(counts, on="segment")
        table = table.join(worth, on="segment")
        return table.fillna({"customers": 0}).astype({"customers": "int64"})

    @cached_property
    def economics(self) -> playbooks.Economics:
        """What is supposed of money."""
        made: playbooks.Economics = config.instantiate(self.run.shared.cfg.economics)
        return made

    @property
    def worth(self) -> str | None:
        """The column of what customers bring; none where the source does not say."""
        features = self.run.shared.features
        offered = (name for name in self.economics.value if name in features)
        return next((n for n in offered if features[n].notna().any()), None)

    @cached_property
    def budget(self) -> pd.DataFrame | None:
        """What each segment gets; none where nothing is known of margins."""
        if self.worth is None or self.plans.empty:
            return None
        known = self.plans.fillna({"margin": 0.0})
        table = playbooks.budget_table(known, self.economics.resources)
        return known[["segment", "name"]].merge(table, on="segment")

    @cached_property
    def what_if(self) -> pd.DataFrame | None:
        """What keeping more customers would be worth; none without outcomes."""
        outcomes = self.run.shared.outcomes
        if self.worth is None or not len(outcomes):
            return None
        known = self._placed.merge(outcomes, on=["customer_id", "as_of"])
        kept = known.groupby("segment")["retained"].mean().rename("retention")
        horizons = self.run.shared.facts["horizon_days"] / MONTH_DAYS
        table = self.segments.join(kept, on="segment")
        each = table["margin"] / table["customers"].replace(0, np.nan) * horizons
        return self.economics.what_if(table.assign(margin=each))

    @cached_property
    def fit(self) -> pd.DataFrame | None:
        """Contacts made with each customer, against what is due; none without any."""
        counted = self._contacts()
        if counted is None or self.plans.empty:
            return None
        placed = self._placed[["customer_id", "segment"]]
        made = counted.reindex(placed["customer_id"], fill_value=0).to_numpy()
        return playbooks.service_fit(
            placed.assign(contacts=made),
            self.plans,
            months=self._months,
            tolerance=self.economics.tolerance,
        )

    @property
    def service(self) -> pd.DataFrame | None:
        """Service due and given, a row per segment; names nobody."""
        return None if self.fit is None else playbooks.service_summary(self.fit)

    @cached_property
    def categories(self) -> pd.DataFrame | None:
        """Categories that a segment buys more often than others do."""
        if not purchases.offers(self.run.shared.folder, "category"):
            return None
        bought = self._purchases("category").pairs(self._since)
        return playbooks.over_indexed(bought, self._placed)

    @cached_property
    def next_products(self) -> pd.DataFrame | None:
        """What to offer whom next; none where the playbook does not say to whom."""
        book, of = self.playbook, self.run.described.action_keys
        offered = purchases.offers(self.run.shared.folder, "product_id")
        if book is None or not (book.loyal and book.offered and offered):
            return None
        key = self._placed["segment"].map(of)
        loyal, trial = (
            self._placed.loc[key.isin(keys), "customer_id"]
            for keys in (book.loyal, book.offered)
        )
        bought = self._purchases("product_id").pairs(self._since)
        return playbooks.next_products(bought, loyal=loyal, trial=trial)

    @property
    def outlook(self) -> playbooks.Outlook:
        """What the playbook comes to."""
        return playbooks.Outlook(
            scheme=self.run.name,
            worth=self.worth,
            budget=self.budget,
            service=self.service,
            next_products=self.next_products,
        )

    def usefulness(self, told: Mapping[str, float]) -> Iterator[Loggable]:
        """Yield Kotler's five criteria; `told` are metrics that are known already."""
        found = self._kotler(told)
        yield Table(KOTLER, found.table)
        yield from found.metrics
        if len(self.plans):
            yield Metric("cost/per_month", self._cost)
            yield Table(PLAYBOOK, self.plans)

    @property
    def _cost(self) -> float:
        """What the plans cost a month."""
        each = self.plans["cost_per_customer"] * self.plans["customers"]
        return float(each.sum())

    def _kotler(self, told: Mapping[str, float]) -> compare.Kotler:
        run, unknown = self.run, float("nan")
        purpose, features = run.scheme.acting.purpose, run.shared.features
        return compare.Kotler(
            segments=self._judged(),
            owner=purpose.owner if purpose else "",
            min_size=self.economics.min_size,
            known=compare.known_share(features, run.scheme.used_columns),
            fidelity=told.get("quality/surrogate_fidelity", unknown),
            accessible=compare.accessible_share(features, self.economics.contactable),
            eta2=told.get("quality/eta2_median", unknown),
            pairs_apart=told.get("quality/pairs_apart", unknown),
        )

    def _judged(self) -> pd.DataFrame:
        """What the criteria ask of each segment that has customers."""
        some = self.segments[self.segments["customers"] > 0]
        plans = self.plans if len(self.plans) else some.assign(capacity=np.nan)
        cost = plans.get("cost_per_customer", np.nan) * plans["customers"]
        planned = plans[["segment", "capacity"]].assign(cost=cost)
        table = some.merge(planned, on="segment", how="left")
        shares = self.run.described.profile.set_index("segment")["revenue_share"]
        return table.assign(
            size=table["customers"],
            revenue_share=table["segment"].map(shares).astype("float64"),
            has_action=table["segment"].isin([*self.run.described.actions]),
        )

    @property
    def _keys_of_scheme(self) -> list[str]:
        return [name.key for name in self.run.scheme.segment_names]

    @cached_property
    def _placed(self) -> pd.DataFrame:
        """The customers in segments, and what each brought in the window."""
        segments, features = self.run.segments, self.run.shared.features
        placed = segments.loc[
            segments["segment"] >= 0, ["customer_id", "as_of", "segment"]
        ]
        name = self.worth
        worth = np.nan if name is None else features[name]
        known = features[["customer_id"]].assign(worth=worth)
        return placed.merge(known, on="customer_id", how="left")

    @property
    def _months(self) -> float:
        """Months of the window in which the ledger was kept."""
        folder, window = self.run.shared.folder, self.run.shared.facts["window_days"]
        if not folder.path(LEDGER).exists():
            return float(window) / MONTH_DAYS
        first = date.fromisoformat(io.metadata(LEDGER, folder)["first_day"])
        return float(min(window, (self._as_of - first).days + 1)) / MONTH_DAYS

    @property
    def _as_of(self) -> date:
        return date.fromisoformat(self.run.shared.facts["as_of"])

    @property
    def _since(self) -> date:
        return self._as_of - timedelta(days=self.run.shared.facts["window_days"])

    def _purchases(self, column: str) -> Purchases:
        return Purchases(self.run.shared.folder, self._as_of, column)

    def _contacts(self) -> pd.Series | None:
        """How often each customer was contacted in the window by way of service."""
        if self.playbook is None:
            return None
        made = contacts.of_kinds(self.run.shared, self.playbook.contact_kinds)
        return made["customer_id"].value_counts() if len(made) else None
