"""What to offer next: what the loyal buy together, and this customer has not yet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.segments import FloatArray

MIN_BUYERS = 30
PRODUCTS = 300
MOST = 3


def next_products(
    bought: pd.DataFrame,
    *,
    loyal: pd.Series,
    trial: pd.Series,
    min_buyers: int = MIN_BUYERS,
    most: int = MOST,
) -> pd.DataFrame:
    """Return up to `most` products per trial customer, the largest lift first.

    `bought` has a row per customer and product that he bought (`customer_id`,
    `product_id`); `loyal` and `trial` are customer ids. The lift of a product beside
    another is how much more often the loyal buy it if they buy the other: P(a and b) /
    (P(a) P(b)). A customer is offered what has the largest lift beside anything that
    he has bought, if he has not bought it, the lift is above 1, and at least
    `min_buyers` of the loyal buy both; of the 300 products that most of the loyal buy.
    """
    pairs = bought[["customer_id", "product_id"]].drop_duplicates()
    own = pairs[pairs["customer_id"].isin(loyal)]
    counts = own["product_id"].value_counts()
    often = counts[counts >= min_buyers].sort_index()
    products = often.sort_values(ascending=False, kind="stable").index[:PRODUCTS]
    lift, together = _lifts(own, products)
    allowed = np.where((together >= min_buyers) & (lift > 1), lift, 0.0)
    baskets = pairs[pairs["customer_id"].isin(trial)]
    rows = [
        _offers(customer, products.get_indexer(pd.Index(basket)), allowed, most)
        for customer, basket in baskets.groupby("customer_id")["product_id"]
    ]
    found = [row for each in rows for row in each]
    columns = ["customer_id", "rank", "product", "beside", "lift"]
    table = pd.DataFrame(found, columns=columns)
    for name, new in (("product", "product_id"), ("beside", "beside_product_id")):
        places = table[name].to_numpy(np.int64)
        table[new] = pd.Series(np.asarray(products, object)[places], dtype="str")
    kept = ["customer_id", "rank", "product_id", "lift", "beside_product_id"]
    return table[kept].astype({"customer_id": "str", "rank": "int64", "lift": "float"})


def _lifts(own: pd.DataFrame, products: pd.Index) -> tuple[FloatArray, FloatArray]:
    """Lift and number of joint buyers of each pair, 0 on the diagonal."""
    codes, customers = pd.factorize(own["customer_id"])
    has = np.zeros((len(customers), len(products)))
    place = products.get_indexer(pd.Index(own["product_id"]))
    has[codes[place >= 0], place[place >= 0]] = 1
    together = has.T @ has
    np.fill_diagonal(together, 0)
    each = has.sum(0)
    return len(customers) * together / np.maximum(np.outer(each, each), 1), together


Offer = tuple[object, int, int, int, float]


def _offers(
    customer: object, basket: np.ndarray, allowed: FloatArray, most: int
) -> list[Offer]:
    own = np.unique(basket[basket >= 0])
    if not len(own):
        return []
    best = allowed[own].max(0)
    best[own] = 0
    order = np.argsort(-best, kind="stable")[:most]
    beside = own[allowed[own].argmax(0)]
    return [
        (customer, rank + 1, int(place), int(beside[place]), float(best[place]))
        for rank, place in enumerate(order)
        if best[place] > 0
    ]
