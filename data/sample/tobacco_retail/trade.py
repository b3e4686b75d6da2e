"""What the made-up retailers are allotted, and what they order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shops import FIRST, LAST, N, Shops

CASE = 50  # 条 in a 件
MONTHS = np.arange("2024-01", "2026-01", dtype="datetime64[M]")
# Spring festival, and the weeks of the two long holidays.
SEASON = np.array([1.3, 1.15, 0.9, 0.95, 1, 0.95, 0.95, 1, 1.05, 1.1, 1, 1.05])
# code, name, brand, price class, price and cost of a 条, launch, grade
PRODUCTS = (
    ("P01", "云岭(金)", "云岭", "一类", 286, 232, "", 4),
    ("P02", "云岭(软)", "云岭", "一类", 212, 174, "", 6),
    ("P03", "江月(典藏)", "江月", "一类", 240, 198, "", 5),
    ("P04", "云岭(蓝)", "云岭", "二类", 95, 80, "", 10),
    ("P05", "松涛(精品)", "松涛", "二类", 88, 74.5, "", 10),
    ("P06", "云岭(红)", "云岭", "三类", 66, 57, "", 10),
    ("P07", "江月(醇)", "江月", "三类", 58, 50.5, "", 10),
    ("P08", "松涛(硬)", "松涛", "三类", 42.5, 37, "", 10),
    ("P09", "海棠(硬)", "海棠", "三类", 36, 31.5, "", 10),
    ("P10", "江月(绿)", "江月", "四类", 25, 22.5, "", 10),
    ("P11", "海棠(软)", "海棠", "四类", 19.5, 17.6, "", 10),
    ("P12", "海棠(白)", "海棠", "五类", 13, 12.1, "", 10),
    ("P13", "云岭(细支)", "云岭", "一类", 230, 186, "2025-02-17", 6),
    ("P14", "江月(中支)", "江月", "二类", 98, 82, "2025-05-12", 8),
    ("P15", "松涛(细支)", "松涛", "三类", 60, 51.5, "2025-07-07", 10),
    ("P16", "海棠(爆珠)", "海棠", "二类", 92, 77, "2025-09-15", 8),
)
POPULAR = np.array([3, 4, 3, 7, 6, 12, 11, 10, 8, 7, 4, 2, 3, 4, 4, 3], float)
CLASSES = ["一类", "二类", "三类", "四类", "五类"]
CLASS = np.array([CLASSES.index(product[3]) for product in PRODUCTS])
LAUNCHED = np.array([product[6] or "2000-01-01" for product in PRODUCTS], "M8[D]")
NEVER = np.datetime64("2100-01-01")
EDGES = np.array([20, 15, 10, 8.75, 7.5, 6.25, 5])
LARGEST = 1500


@dataclass(frozen=True)
class Trade:
    """Allotments (a row per retailer, a column per month) and lines of orders."""

    allotted: NDArray[np.int64]
    shop: NDArray[np.int64]
    day: NDArray[np.datetime64]
    product: NDArray[np.int64]
    quantity: NDArray[np.int64]


def trade(rng: np.random.Generator, shops: Shops) -> Trade:
    """Let the retailers order for two years."""
    allotted, ordered = _months(rng, shops)
    shop, day, total = _orders(rng, shops, ordered)
    line, product, quantity = _lines(rng, shops, (shop, day, total))
    return Trade(allotted, shop[line], day[line], product, quantity)


def quota(mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """条 a month by the tier of the last quarter: just below the next tier's edge.

    Who is in the first tier gets a little more than he bought.
    """
    tier = (mean[:, None] < EDGES).sum(axis=1)
    above = np.append(EDGES[:1], EDGES)[tier]
    return CASE * np.where(tier == 0, 1.03 * mean, 0.97 * np.maximum(above, 5))


def _months(
    rng: np.random.Generator, shops: Shops
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    allotted = np.zeros((N, len(MONTHS)), np.int64)
    ordered = np.zeros_like(allotted)
    wish = CASE * np.where(shops.is_("capped"), 1.8, 1) * shops.volume
    given = quota(shops.volume)
    for month, season in enumerate(np.tile(SEASON, 2)):
        if month and month % 3 == 0:
            past = ordered[:, month - 3 : month] / np.tile(SEASON, 2)[month - 3 : month]
            given = quota(past.mean(axis=1) / CASE)
        noise = 1 + 0.12 * (2 * rng.random(N) - 1)
        growth = np.exp(shops.growth * (month - len(MONTHS) + 1))
        allotted[:, month] = np.minimum(given * season, LARGEST)
        wished = (wish * growth * season * noise).astype(np.int64)
        wished[MONTHS[month] > _last_month(shops)] = 0
        ordered[:, month] = np.minimum(wished, allotted[:, month])
    return allotted, ordered


def _last_month(shops: Shops) -> NDArray[np.datetime64]:
    last = np.full(N, MONTHS[-1])
    last[shops.is_("inactive")] = np.datetime64("2025-05")
    last[shops.is_("suspended")] = np.datetime64("2025-10")
    return last


def _orders(
    rng: np.random.Generator, shops: Shops, ordered: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.datetime64], NDArray[np.int64]]:
    """Share each month among its order days: one a week, or every other week."""
    days = np.arange(FIRST, LAST + 1)
    since = (days - FIRST).astype(int)
    rare = (shops.volume < 4) & (shops.market == "X") & ~shops.core
    found = []
    for shop, (weekday, amounts) in enumerate(
        zip(rng.integers(5, size=N), ordered, strict=True)
    ):
        due = since % 7 == weekday
        if rare[shop]:
            due = since % 14 == weekday + 7 * (shop % 2)
        own = days[due & (days >= shops.opened[shop])]
        month = (own.astype("M8[M]") - MONTHS[0]).astype(int)
        for which in np.unique(month):
            on = own[month == which]
            # In the first month, only for as long as the shop was open.
            open_share = min(1.0, len(on) * (14 if rare[shop] else 7) / 28)
            shares = 0.7 + 0.6 * rng.random(len(on))
            parts = _whole(int(amounts[which] * open_share), shares)
            found.append((np.full(len(on), shop), on, parts))
    shop_, day, total = (np.concatenate(column) for column in zip(*found, strict=True))
    some = total > 0
    return shop_[some], day[some], total[some]


def _whole(total: int, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    bounds = np.floor(total * np.cumsum(shares) / shares.sum() + 0.5).astype(np.int64)
    return np.diff(bounds, prepend=0)


def _lines(
    rng: np.random.Generator,
    shops: Shops,
    orders: tuple[NDArray[np.int64], NDArray[np.datetime64], NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Choose a few products for each order, and share its cartons among them."""
    shop, day, total = orders
    likes = _likes(rng, shops)[shop]
    taken = _taken(rng, shops)[shop]
    keys = np.log(likes) - np.log(-np.log(rng.random(likes.shape)))
    keys[day[:, None] < taken] = -np.inf
    keys[_first_chance(shop, day, taken)] = np.inf
    n_lines = 1 + (np.array([8, 25, 70, 160])[:, None] <= total).sum(axis=0)
    n_lines = np.minimum(n_lines, total)
    place = np.argsort(np.argsort(-keys, axis=1, kind="stable"), axis=1)
    chosen = place < n_lines[:, None]
    share = np.where(chosen, likes, 0)
    share /= share.sum(axis=1, keepdims=True)
    more = np.floor(share * (total - n_lines)[:, None]).astype(np.int64)
    rest = total - n_lines - more.sum(axis=1)
    quantity = chosen + more + rest[:, None] * (place == 0)
    line, product = np.nonzero(quantity)
    return line, product, quantity[line, product]


def _likes(rng: np.random.Generator, shops: Shops) -> NDArray[np.float64]:
    """How much each retailer sells of each product: dear ones in town, and at core."""
    dear = rng.random(N) + 0.4 * (shops.market == "C") + 0.8 * shops.core - 0.7
    own = 0.2 - np.log(rng.random((N, len(PRODUCTS))))
    return POPULAR * own * np.exp(np.outer(dear, 2 - CLASS) * 0.7)


def _taken(rng: np.random.Generator, shops: Shops) -> NDArray[np.datetime64]:
    """The day from which each retailer offers each product."""
    lag = rng.integers(0, 60, (N, len(PRODUCTS))).astype("timedelta64[D]")
    takes = rng.random((N, len(PRODUCTS))) < 0.6 * shops.support[:, None]
    takes |= shops.core[:, None] | (LAUNCHED < FIRST)
    return np.where(takes, LAUNCHED + lag, NEVER)


def _first_chance(
    shop: NDArray[np.int64], day: NDArray[np.datetime64], taken: NDArray[np.datetime64]
) -> NDArray[np.bool_]:
    """Where a new product is offered for the first time: it is then ordered."""
    is_in = (day[:, None] >= taken) & (LAUNCHED >= FIRST)
    earlier = np.roll(is_in, 1, axis=0) & (np.roll(shop, 1) == shop)[:, None]
    return is_in & ~earlier
