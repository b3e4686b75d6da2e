"""Who buys what is new before others do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import pandas as pd

PAIR = ["product_id", "customer_id"]
DAY = "order_day"


def adoption_ranks(
    frames: Iterable[pd.DataFrame], *, after_day: int, min_adopters: int
) -> pd.DataFrame:
    """Return how early each customer adopts: customer_id, adoptions, adoption_rank.

    `frames` hold purchases piece by piece: customer_id, product_id and order_day (days
    since any origin). They are read twice, so that only pairs of customers with new
    products are ever held together. New is what was first sold after `after_day`, and
    has been bought by `min_adopters` customers at least. The place of a customer among
    a product's adopters is (rank - 1/2) / n, days that are equal sharing a rank; the
    median over his products is his `adoption_rank`, 0 the earliest.
    """
    nothing = pd.DataFrame({"product_id": [], "customer_id": [], DAY: []})
    products = (_first(each, PAIR[:1]) for each in frames)
    launched = reduce(_earliest, products, _first(nothing, PAIR[:1]))
    new = launched.index[launched > after_day]
    pairs = (_first(each[each[PAIR[0]].isin(new)], PAIR) for each in frames)
    adopted = reduce(_earliest, pairs, _first(nothing, PAIR))
    return _ranks(adopted.reset_index(), min_adopters)


def _first(frame: pd.DataFrame, by: list[str]) -> pd.Series[int]:
    plain = frame.astype(dict.fromkeys(by, "str"))
    return plain.groupby(by, sort=False)[DAY].min()


def _earliest(known: pd.Series[int], more: pd.Series[int]) -> pd.Series[int]:
    both = pd.concat([known, more])
    return both.groupby(level=list(range(both.index.nlevels)), sort=False).min()


def _ranks(adopted: pd.DataFrame, min_adopters: int) -> pd.DataFrame:
    products = adopted.groupby("product_id", sort=False)[DAY]
    size = products.transform("size")
    place = (products.rank() - 0.5) / size
    known = adopted.assign(place=place)[size >= min_adopters]
    customers = known.groupby("customer_id")["place"]
    return pd.DataFrame(
        {"adoptions": customers.size(), "adoption_rank": customers.median()}
    ).reset_index()
