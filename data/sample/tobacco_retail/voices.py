"""What is known of the made-up retailers beside their orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from shops import FIRST, LAST, N, Shops
from trade import CASE, MONTHS, Trade

Row = Sequence[object]

SEVERE, MEDIUM, MINOR = (
    ("假烟", "私烟", "出借许可证"),
    ("套购", "串码"),
    ("未明码标价",),
)
POINTS = {**dict.fromkeys(SEVERE, 40), **dict.fromkeys(MEDIUM, 20), MINOR[0]: 5}
ACTIVITIES = [f"{year}Q{q}" for year in (2024, 2025) for q in (1, 2, 3, 4)]
SERVICES = ("货源", "送货", "拜访", "结算", "经营指导")
ROUNDS = ("2025-10-10", "2025-10-24", "2025-11-07", "2025-11-21")
PANEL = 20
ASKED = np.datetime64("2025-11-03")
BENEFITS = ("product", "service", "personnel", "image")
SACRIFICES = ("money", "time", "energy", "psychic")


def events(rng: np.random.Generator, shops: Shops, trade: Trade) -> list[Row]:
    """Rows (customer, at, kind, item, value, severity), in order."""
    made = [
        *_allocations(shops, trade),
        *_violations(rng, shops),
        *_overdue(rng, shops),
        *_participations(rng, shops),
    ]
    return sorted(made, key=lambda row: tuple(map(str, row)))


def _allocations(shops: Shops, trade: Trade) -> Iterator[Row]:
    for customer, opened, units in zip(
        shops.customer, shops.opened, trade.allotted, strict=True
    ):
        for month, value in zip(MONTHS, units, strict=True):
            if month >= opened.astype("M8[M]"):
                yield customer, month.astype("M8[D]"), "allocation", "", value, ""


def _days(rng: np.random.Generator, since: str, until: str) -> NDArray[np.datetime64]:
    """One day between two for each retailer."""
    first, last = np.datetime64(since), np.datetime64(until)
    length = (last - first).astype(int) + 1
    return first + (rng.random(N) * length).astype("timedelta64[D]")


def _violations(rng: np.random.Generator, shops: Shops) -> Iterator[Row]:
    late, early = (
        _days(rng, *span)
        for span in (("2025-07-01", "2025-12-20"), ("2024-01-10", "2024-06-30"))
    )
    which = rng.integers(6, size=N)
    minor = (rng.random(N) < 0.15) & ~shops.core
    medium = (rng.random(N) < 0.04) & (shops.why == "")
    medium &= shops.planted == "general"
    for i, customer in enumerate(shops.customer):
        severe, middling = SEVERE[which[i] % 3], MEDIUM[which[i] % 2]
        found: list[tuple[np.datetime64, str]] = []
        if shops.is_("old_severe_violation")[i]:
            found = [(early[i], severe)]
        elif shops.is_("severe_violation")[i]:
            found = [(late[i], severe)]
        elif shops.is_("overdue_and_medium")[i]:
            found = [(late[i], middling), (late[i] - 40, MEDIUM[1 - which[i] % 2])]
        elif medium[i]:
            found = [(late[i], middling)]
        found += [(early[i] + 300, MINOR[0])] if minor[i] else []
        for day, what in found:
            yield customer, day, "violation", what, "", POINTS[what]
        if shops.is_("falsified")[i]:
            yield customer, late[i], "falsified", "经营数据", "", ""


def _overdue(rng: np.random.Generator, shops: Shops) -> Iterator[Row]:
    days = [_days(rng, "2024-02-01", "2025-12-20") for _ in range(2)]
    some = rng.random((2, N)) < 0.13
    late = rng.integers(1, 11, (2, N))
    for i, customer in enumerate(shops.customer):
        if shops.is_("overdue_and_medium")[i]:
            for month in MONTHS[-6:]:
                day = month.astype("M8[D]") + late[0, i]
                yield customer, day, "overdue", "", 20 + late[1, i], ""
        elif not shops.core[i]:
            for which in np.flatnonzero(some[:, i]):
                yield customer, days[which][i], "overdue", "", late[which, i], ""


def _participations(rng: np.random.Generator, shops: Shops) -> Iterator[Row]:
    came = rng.random((len(ACTIVITIES), N)) < shops.support
    for activity, month, here in zip(ACTIVITIES, MONTHS[1::3], came, strict=True):
        day = month.astype("M8[D]") + 14
        for i in np.flatnonzero(here & (shops.opened <= day)):
            yield shops.customer[i], day, "participation", activity, 1, ""


def contacts(
    rng: np.random.Generator, shops: Shops, answered: NDArray[np.bool_]
) -> list[Row]:
    """Rows (customer, contacted_on, kind, channel, responded): visits of the last year.

    Large shops get two a month, middling ones one and small ones one in two months;
    the over-served three more a month, the under-served none.
    """
    rate = np.array([2, 1, 0.5])[shops.size - 1] + 3 * shops.is_("over_served")
    rate[shops.is_("under_served")] = 0
    made: list[Row] = []
    for month in MONTHS[-12:]:
        number = np.floor(rate + rng.random(N)).astype(int)
        for i in np.flatnonzero(shops.opened <= month.astype("M8[D]")):
            for day in np.sort(rng.permutation(28)[: number[i]]):
                channel = "上门" if rng.random() < 0.8 else "电话"
                row = (shops.customer[i], month.astype("M8[D]") + day, "visit")
                made.append((*row, channel, ""))
    for i in np.flatnonzero(shops.opened <= ASKED):
        answer = "yes" if answered[i] else "no"
        made.append((shops.customer[i], ASKED, "survey", "电话", answer))
    return sorted(made, key=lambda row: tuple(map(str, row)))


def answered(rng: np.random.Generator, shops: Shops) -> NDArray[np.bool_]:
    """Who answers the survey."""
    return (rng.random(N) < 0.45 + 0.3 * shops.support) & (shops.opened <= ASKED)


def feedback(
    rng: np.random.Generator, shops: Shops, asked: NDArray[np.bool_]
) -> list[Row]:
    """Rows of answers, their columns as `feedback.csv` has them, in order."""
    made = [
        *_survey(rng, shops, asked),
        *_panel(rng, shops),
        *_complaints(rng, shops),
    ]
    return sorted(made, key=lambda row: tuple(map(str, row)))


def _survey(
    rng: np.random.Generator, shops: Shops, asked: NDArray[np.bool_]
) -> Iterator[Row]:
    empty = ("", "", "", "")
    for i in np.flatnonzero(asked):
        about = (shops.customer[i], ASKED + rng.integers(1, 15))
        mood = 0.35 + 0.4 * shops.support[i]
        items = np.clip(mood + 0.5 * (rng.random(len(SERVICES)) - 0.5), 0, 1)
        for item, score in zip(SERVICES, items, strict=True):
            yield *about, "satisfaction", item, 1 + round(4 * score), 1, 5, *empty
        overall = items @ (0.4, 0.25, 0.15, 0.1, 0.1)
        yield *about, "satisfaction", "overall", 1 + round(4 * overall), 1, 5, *empty
        told = np.clip(overall + 0.25 * (rng.random(2) - 0.4), 0, 1)
        for kind, score in zip(("recommendation", "preference"), told, strict=True):
            yield *about, kind, "overall", round(10 * score), 0, 10, *empty
        for kind, names, tone in (
            ("value", BENEFITS, mood),
            ("cost", SACRIFICES, 1 - mood),
        ):
            for item in names:
                points = round(20 * np.clip(tone + 0.3 * (rng.random() - 0.5), 0, 1))
                yield *about, kind, item, 5 * points, 0, 100, *empty
        for when, product in (("next_month", "P15"), ("next_quarter", "P16")):
            score = 1 + round(4 * mood * rng.random())
            yield *about, "intention", when, score, 1, 5, product, "", "", ""


def _panel(rng: np.random.Generator, shops: Shops) -> Iterator[Row]:
    """Twenty retailers expect, four times: each round they come nearer to the mean."""
    panel = np.sort(rng.permutation(np.flatnonzero(shops.opened < FIRST))[:PANEL])
    opinion = 30 + 60 * rng.random((PANEL, len(SERVICES)))
    opinion += np.linspace(12, -12, len(SERVICES))
    for day in ROUNDS:
        for i, scores in zip(panel, np.clip(opinion, 0, 100), strict=True):
            for item, score in zip(SERVICES, scores, strict=True):
                about = (shops.customer[i], day, "expectation", item)
                yield *about, round(score), 0, 100, "", "", "", ""
        nearer = opinion + 0.5 * (opinion.mean(axis=0) - opinion)
        opinion = nearer + 4 * (rng.random(opinion.shape) - 0.5)


def _complaints(rng: np.random.Generator, shops: Shops) -> Iterator[Row]:
    kinds = ("complaint", "suggestion", "question")
    texts = ("货源不足", "建议增加新品", "询问订货时间")
    chance = np.where(shops.core, 0.15, 0.3)
    for _ in range(2):
        days = _days(rng, "2025-01-05", "2025-12-24")
        for i in np.flatnonzero((rng.random(N) < chance) & (shops.opened < days)):
            which = rng.integers(3)
            open_ = rng.random() < 0.2
            resolved = days[i] + rng.integers(0, 25)
            is_open = open_ or resolved > LAST
            about = (shops.customer[i], days[i], kinds[which], SERVICES[which])
            tries = "" if is_open else 1 + int(rng.random() < 0.4)
            ended = "" if is_open else resolved
            yield *about, "", "", "", "", ended, tries, texts[which]


def fields(rng: np.random.Generator, shops: Shops) -> list[Row]:
    """Rows of what is declared of each retailer."""
    base = np.log(1 + shops.volume) * np.where(shops.is_("large_and_cold"), 0.5, 1)
    footfall = (150 * base * (0.6 + 0.8 * rng.random(N)) * (1 + shops.core)).astype(int)
    area = (9 * base * (0.6 + 0.8 * rng.random(N)) * (1 + 0.5 * shops.core)).astype(int)
    model, leader = (
        np.where(rng.random(N) < chance, "yes", "no")
        for chance in (0.9 * shops.core + 0.05, 0.6 * shops.core + 0.02)
    )
    settled = np.clip(0.25 + 0.75 * shops.support + 0.05 * rng.random(N), 0, 1)
    priced = np.clip(0.4 + 0.6 * shops.support + 0.05 * rng.random(N), 0, 1)
    months = rng.integers(1, 18, N) + 18 * shops.is_("class_unchecked")
    checked = np.maximum(LAST - 30 * months, shops.opened)
    return list(
        zip(
            *(shops.customer, shops.format, shops.market, shops.size, shops.opened),
            *(shops.region, model, footfall, area, leader),
            np.where(shops.is_("suspended"), "yes", "no"),
            *(np.round(settled, 2), np.round(priced, 2), checked),
            strict=True,
        )
    )


def stock(trade: Trade) -> list[Row]:
    """Rows (month, product number, 条): a tenth less than the last months sold."""
    recent = trade.day >= np.datetime64("2025-10-01")
    sold = np.bincount(trade.product[recent], trade.quantity[recent])
    units = (0.9 * sold / 3 / CASE).astype(int) * CASE
    return [("2026-01", product, int(n)) for product, n in enumerate(units)]
