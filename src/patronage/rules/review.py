"""Whose class a person should look at again, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from patronage.errors import ConfigError
from patronage.loggable import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.rules.finding import Check

JOINED = "; "


@dataclass(frozen=True, kw_only=True)
class Review:
    """The checks of a source, by name; those whose columns it lacks are not made."""

    checks: Mapping[str, Check]

    def lacking(self, features: pd.DataFrame) -> dict[str, list[str]]:
        """Return of each check that cannot be made which columns are missing."""
        missing = {
            name: [column for column in check.needed if column not in features]
            for name, check in self.checks.items()
        }
        return {name: columns for name, columns in missing.items() if columns}

    def findings(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return a row per customer and reason, of customers who buy.

        Raises
        ------
        ConfigError
            If no check can be made.
        """
        lacking = self.lacking(features)
        if len(lacking) == len(self.checks):
            needed = sorted({column for each in lacking.values() for column in each})
            raise ConfigError(
                "review: the features should have the columns of one check at least; "
                f"missing: {', '.join(needed)}."
            )
        active = features[features["status"] == "ok"].reset_index(drop=True)
        made = [c(active) for name, c in self.checks.items() if name not in lacking]
        found = pd.concat(made, ignore_index=True)
        return found.sort_values(["customer_id", "reason"], ignore_index=True)


def review_list(findings: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Return a row per customer, those with the most reasons first.

    `customer_id`, `as_of`, `reasons` (codes) and `why` (sentences).
    """
    told = findings.rename(columns={"reason": "reasons", f"why_{language}": "why"})
    by_customer = told.groupby(["customer_id", "as_of"], observed=True)
    rows = by_customer[["reasons", "why"]].agg(JOINED.join)
    rows["n"] = by_customer.size()
    order = rows.reset_index().sort_values(
        ["n", "customer_id"], ascending=[False, True], ignore_index=True
    )
    return order[["customer_id", "as_of", "reasons", "why"]]


def review_counts(findings: pd.DataFrame) -> pd.DataFrame:
    """Return `reason` and `customers`: how many there are, and not who."""
    counts = findings.groupby("reason").size()
    return counts.rename("customers").reset_index()


def review_metrics(findings: pd.DataFrame, n_customers: int) -> Iterator[Metric]:
    """Yield how many are to be reviewed, and for which reasons."""
    listed = findings["customer_id"].nunique()
    yield Metric("review/customers", float(listed))
    yield Metric("review/share", listed / max(n_customers, 1))
    for row in review_counts(findings).to_dict("records"):
        yield Metric(f"review/{row['reason']}", float(row["customers"]))
