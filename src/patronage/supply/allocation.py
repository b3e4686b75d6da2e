"""The allocation of a month: units of each product for each customer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from patronage.errors import QualityError
from patronage.segments import FloatArray, IntArray
from patronage.supply.entitlement import Entitlement
from patronage.supply.sharing import Sharing


@dataclass(frozen=True)
class Allocation:
    """What was given, and what could have been.

    `lines` has a row per customer and product with units; `customers` adds `due` (what
    quota and placements allow), `given`, and `fair`: what it would be if each product
    were cut by the same share for all; `products` adds `asked` and `given`.
    """

    lines: pd.DataFrame
    customers: pd.DataFrame
    products: pd.DataFrame

    @property
    def fill_rate(self) -> float:
        """Share of what is due that could be given; 1 where nothing is due."""
        due = int(self.customers["due"].sum())
        return float(self.customers["given"].sum() / due) if due else 1.0


def allocate(
    customers: pd.DataFrame,
    products: pd.DataFrame,
    entitlement: Entitlement,
    sharing: Sharing,
) -> Allocation:
    """Part the stock of each product among the customers.

    `customers` has `customer_id`, `tier` and `grade` (segment keys; missing: none),
    `rank` (place of the tier, 0 the best), `grade_rank` (of the grade, 1 the best;
    missing: none) and `balance`; `products` has `product_id`, `product_class`, `stock`
    (whole units) and `least_grade` (missing: any). The scarcest product, by stock over
    placements, is parted first, so that it does not meet quotas that are used up; what
    it gives above a fair share or below counts in the next one.
    What is given of a product sums to its stock, or to all that is asked of it.

    Raises
    ------
    QualityError
        If a class of products has no placement, or a stock is no whole number.
    """
    _check(products, entitlement)
    people = customers.sort_values("customer_id", ignore_index=True)
    caps = {
        row["product_id"]: _cap(people, row, entitlement)
        for row in products.to_dict("records")
    }
    quota = entitlement.quotas(people["tier"])
    ordered = _scarcest_first(products, caps)
    units = np.zeros((len(people), len(ordered)), np.int64)
    asked, fair = np.zeros_like(units), np.zeros(units.shape)
    for place, row in enumerate(ordered.to_dict("records")):
        left = quota - units.sum(1)
        asked[:, place] = np.minimum(caps[row["product_id"]], left)
        behind = people.assign(
            balance=_numbers(people["balance"]) + (units - fair).sum(1)
        )
        units[:, place] = _given(asked[:, place], int(row["stock"]), behind, sharing)
        share = units[:, place].sum() / max(asked[:, place].sum(), 1)
        fair[:, place] = asked[:, place] * share
    made = ordered.assign(asked=asked.sum(0), given=units.sum(0))
    total = sum(caps.values(), np.zeros_like(quota))
    return Allocation(
        lines=_lines(people, ordered, units),
        customers=people.assign(
            due=np.minimum(quota, total), given=units.sum(1), fair=fair.sum(1)
        ),
        products=made.sort_values("product_id", ignore_index=True),
    )


def _cap(
    people: pd.DataFrame, product: Mapping[Hashable, Any], entitlement: Entitlement
) -> IntArray:
    """Units of a product that each customer may have."""
    placed = entitlement.placements(people["grade"], str(product["product_class"]))
    if pd.isna(product["least_grade"]):
        return placed
    return np.where(people["grade_rank"] <= product["least_grade"], placed, 0)


def _given(
    asked: IntArray, stock: int, people: pd.DataFrame, sharing: Sharing
) -> IntArray:
    if asked.sum() <= stock:
        return asked
    rank = people["rank"].to_numpy(np.int64)
    return sharing(asked, stock, rank=rank, balance=_numbers(people["balance"]))


def _scarcest_first(
    products: pd.DataFrame, caps: Mapping[Hashable, IntArray]
) -> pd.DataFrame:
    sums = {name: float(each.sum()) or np.nan for name, each in caps.items()}
    scarcity = products["stock"] / products["product_id"].map(sums)
    ordered = products.assign(scarcity=scarcity.fillna(np.inf))
    ordered = ordered.sort_values(["scarcity", "product_id"], ignore_index=True)
    return ordered.drop(columns="scarcity")


def _lines(
    people: pd.DataFrame, products: pd.DataFrame, units: IntArray
) -> pd.DataFrame:
    who, what = np.nonzero(units)
    table = pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[who],
            "product_id": products["product_id"].to_numpy()[what],
            "units": units[who, what],
        }
    )
    return table.sort_values(["customer_id", "product_id"], ignore_index=True)


def _numbers(column: pd.Series) -> FloatArray:
    return column.fillna(0.0).to_numpy(np.float64)


def _check(products: pd.DataFrame, entitlement: Entitlement) -> None:
    classes = products["product_class"].unique()
    unknown = [str(name) for name in classes if name not in entitlement.placement]
    if unknown:
        raise QualityError(
            "supply: every class of products should have a placement; "
            f"got {', '.join(sorted(unknown))}."
        )
    stock = products["stock"]
    wrong = products.loc[~((stock >= 0) & (stock == stock.round())), "product_id"]
    if len(wrong):
        raise QualityError(
            "supply: stock should be whole units, 0 or more; got "
            f"{stock[wrong.index[0]]} of product '{wrong.iloc[0]}'."
        )
    if products["product_id"].duplicated().any():
        twice = products.loc[products["product_id"].duplicated(), "product_id"].iloc[0]
        raise QualityError(
            f"supply: a product should be listed once; '{twice}' is not."
        )
