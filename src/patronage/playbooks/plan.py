"""How the customers of each segment are served: the playbook of one scheme."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import pandas as pd

from patronage.errors import ConfigError


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the customers of one segment are served.

    `cost_per_customer` is money a month, `contacts_per_month` the visits or calls that
    a customer is entitled to, and `capacity` the customers that can be served so; no
    capacity: as many as there are. `upliftable_share` of a customer's margin could be
    won by serving him better, and a month's `saturation_per_customer` wins 63 % of it.
    """

    service_level: str
    channel: str
    contact_plan: str
    cost_per_customer: float
    contacts_per_month: float
    capacity: int | None = None
    upliftable_share: float = 0.05
    saturation_per_customer: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a plan that says nothing, and numbers that cannot be."""
        words = ("service_level", "channel", "contact_plan")
        empty = [name for name in words if not getattr(self, name).strip()]
        if empty:
            raise ConfigError(f"a plan must say how; empty: {', '.join(empty)}.")
        least = {"cost_per_customer": 0, "contacts_per_month": 0, "upliftable_share": 0}
        broken = [
            f"{name} {getattr(self, name):g}"
            for name, low in least.items()
            if not low <= getattr(self, name) < math.inf
        ]
        if not 0 < self.saturation_per_customer < math.inf:
            broken.append(f"saturation_per_customer {self.saturation_per_customer:g}")
        if self.capacity is not None and self.capacity < 0:
            broken.append(f"capacity {self.capacity}")
        if broken:
            raise ConfigError(
                f"a plan's numbers should not be negative; got {', '.join(broken)}."
            )


@dataclass(frozen=True, kw_only=True)
class Playbook:
    """The plans of a scheme: by segment key, or by value level for clusters.

    `contact_kinds` are the contacts that count as service. Customers of the segments
    `offered` are told what those of the segments `loyal` buy together.
    """

    plans: Mapping[str, Plan]
    contact_kinds: Sequence[str] = ("visit", "call")
    loyal: Sequence[str] = ()
    offered: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse a playbook without plans."""
        if not self.plans:
            raise ConfigError("a playbook must have a plan for each segment; got none.")

    def check(self, scheme: str, keys: Sequence[str]) -> None:
        """Refuse a playbook that leaves out a segment, or names one there is not.

        Raises
        ------
        ConfigError
            Naming them.
        """
        missing = [key for key in keys if key not in self.plans]
        unknown = [key for key in self.plans if key not in keys]
        if missing or unknown:
            said = [
                *(f"'{key}' has no plan" for key in missing),
                *(f"'{key}' is no segment" for key in unknown),
            ]
            raise ConfigError(
                f"the playbook of '{scheme}' should have a plan for each segment: "
                f"{', '.join(said)}."
            )

    def table(self, keys: Mapping[int, str]) -> pd.DataFrame:
        """Return a row per segment: `segment`, and all that its plan says."""
        columns = ["segment", "key", *(each.name for each in fields(Plan))]
        table = pd.DataFrame(list(self._rows(keys)), columns=columns)
        return table.astype({"segment": "int64", "capacity": "Int64"})

    def _rows(self, keys: Mapping[int, str]) -> Iterator[dict[str, object]]:
        for segment, key in keys.items():
            yield {"segment": segment, "key": key, **vars(self.plans[key])}
