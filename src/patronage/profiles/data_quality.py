"""How good the data are, as a page for those who answer for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from patronage.profiles.markup import document, headed, listed, table, text

FATES = ("read", "ledger", "quarantined", "deduplicated")
KEPT = ("read", "kept", "quarantined", "deduplicated")
SHARES = ("Complete", "Valid", "Timely")
COLUMNS = {
    "table": "Table",
    "column": "Column",
    "block": "Block",
    "volatility": "Volatility",
    "owner": "Owner",
    "rows": "Rows",
    "completeness": "Complete",
    "validity": "Valid",
    "timeliness": "Timely",
    "conflicts": "Conflicts",
    "changes": "Changes",
}
CHANGES = {
    "customer_id": "Customer",
    "field": "Field",
    "old_value": "From",
    "new_value": "To",
    "maker": "Maker",
    "unusual": "Unusual",
}
MOST = 200


def data_quality(
    quality: pd.DataFrame,
    accounting: Mapping[str, Any],
    conflicts: pd.DataFrame,
    pending: pd.DataFrame,
    *,
    title: str,
) -> str:
    """Return a self-contained HTML page.

    `accounting` has what ingest counted, by name; the frames are the tables
    data_quality, conflicts and pending_changes. Of changes the page lists the unusual
    ones first, 200 at most; if `pending` has no more than their field and what is
    unusual, it counts them.
    """
    columns = table(_titled(_counted(quality), COLUMNS), kind="dense", bars=SHARES)
    sections = [
        headed("Where the rows went", table(_fates(accounting), kind="numbers")),
        headed("Why rows were rejected", table(_reasons(accounting), kind="numbers")),
        headed("Keep in mind", listed(accounting.get("warnings", ()))),
        headed(
            "Ids that are one customer", table(_identities(accounting), kind="numbers")
        ),
        headed("Columns", columns),
        headed(
            "Fields on which reports differ",
            table(_by_field(conflicts), kind="numbers"),
        ),
        headed("Changes that wait for a second person", _waiting(pending)),
    ]
    return document(title, sections)


def _fates(accounting: Mapping[str, Any]) -> pd.DataFrame:
    """Rows by table and fate; of the ledger the money too."""
    told: list[list[str]] = []
    if accounting.get("currency"):
        rows = [accounting[f"rows_{fate}"] for fate in FATES]
        money = (accounting[f"money_{fate}"] for fate in FATES)
        scale = accounting["money_scale"]
        told = [
            ["ledger, rows", *(f"{count:,}" for count in rows)],
            [
                f"ledger, {accounting['currency']}",
                *(f"{Decimal(m).scaleb(-scale):,.{scale}f}" for m in money),
            ],
        ]
    for name, counts in accounting.get("others", {}).items():
        told.append([f"{name}, rows", *(f"{counts[fate]:,}" for fate in KEPT)])
    heads = ["Table", "Read", "Kept", "Quarantined", "Deduplicated"]
    return pd.DataFrame(told, columns=heads)


def _reasons(accounting: Mapping[str, Any]) -> pd.DataFrame:
    frequent = accounting.get("frequent", ())
    told = [
        (reason, f"{count:,}", "frequent" if reason in frequent else "")
        for reason, count in accounting.get("by_reason", {}).items()
    ]
    return pd.DataFrame(told, columns=["Reason", "Rows", "Warning"])


def _identities(accounting: Mapping[str, Any]) -> pd.DataFrame:
    found = accounting.get("identity", {})
    told = {
        "ids": found.get("ids"),
        "customers": found.get("customers"),
        "rows without an id": found.get("rows_without_id"),
        **{
            f"customers of {size} ids": count
            for size, count in found.get("sizes", {}).items()
            if size != "1"
        },
        "groups too large to be one customer": len(found.get("too_many", ())),
        **{
            f"customers with several values of {key}": count
            for key, count in found.get("conflicts", {}).items()
        },
    }
    rows = [(what, f"{count:,}") for what, count in told.items() if count]
    return pd.DataFrame(rows, columns=["What", "Number"])


def _counted(quality: pd.DataFrame) -> pd.DataFrame:
    counts = ("rows", "conflicts", "changes")
    return quality.assign(**{name: quality[name].map("{:,}".format) for name in counts})


def _by_field(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Customers by field and rule, and how far the reports agree on average."""
    groups = conflicts.groupby(["field", "rule"])["agreement"].agg(["size", "mean"])
    found = groups.reset_index().assign(
        size=groups["size"].map("{:,}".format).to_numpy(),
        mean=groups["mean"].map("{:.1%}".format).to_numpy(),
    )
    return found.set_axis(["Field", "Rule", "Customers", "Agreement"], axis=1)


def _waiting(pending: pd.DataFrame) -> str:
    if pending.empty:
        return ""
    told = _each(pending) if "customer_id" in pending else _by_reason(pending)
    n_unusual = (pending["unusual"] != "").sum()
    counted = f"{len(pending):,} changes wait, {n_unusual:,} of them unusual."
    return f"<p>{text(counted)}</p>\n{told}"


def _each(pending: pd.DataFrame) -> str:
    usual = (pending["unusual"] == "").rename("usual")
    order = pending.assign(usual=usual).sort_values(["usual", *CHANGES])
    shown = _titled(order.head(MOST), CHANGES).astype(object)
    return table(shown.fillna(""))


def _by_reason(pending: pd.DataFrame) -> str:
    counts = pending.value_counts(["field", "unusual"], sort=False).sort_index()
    told = counts.map("{:,}".format).reset_index()
    return table(told.set_axis(["Field", "Unusual", "Changes"], axis=1), kind="numbers")


def _titled(frame: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    return frame[[n for n in titles if n in frame]].rename(columns=dict(titles))
