from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registered import registered

from patronage import ingest

COLUMNS = {"is_return": "\"order\" LIKE 'C%'"}
SAME_ORDER = "ltrim(order_id, 'C')"
ROW = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["1", "2", "C1", "C2", "C9"]),
    st.integers(1, 9),
    st.just("tea"),
    st.just(1),
)


@pytest.fixture
def matched(world):
    """Match rows of who, order, day of January, what, n; a return starts with C.

    The answer has a row (who, order, day, what, n, day of the return or None) for each.
    """

    def run(rows, prices=(5,) * 99, **rules):
        sold = [
            [who, order, f"2024-01-{day:02} 10:00", what, sign * n, sign * n * price]
            for (who, order, day, what, n), price in zip(rows, prices, strict=False)
            for sign in [-1 if order.startswith("C") else 1]
        ]
        source = world.source(sold, columns=COLUMNS, returns=rules)
        with registered(world, source) as connection:
            ingest.stage(connection, source)
            query = (
                "SELECT line, day(returned_day) FROM cast_ledger "
                "LEFT JOIN returned USING (line) ORDER BY line"
            )
            found = connection.execute(query).fetchall()
        return [(*row, day) for row, (_, day) in zip(rows, found, strict=True)]

    return run


def days(rows):
    return [row[-1] for row in rows]


def test_a_return_and_its_purchase_have_the_day_of_the_return(matched):
    rows = [("ann", "1", 3, "tea", 2), ("ann", "C7", 5, "tea", 2)]
    assert days(matched(rows)) == [5, 5]


@pytest.mark.parametrize(
    "other",
    [
        ("bob", "1", 3, "tea", 2),
        ("ann", "1", 3, "jam", 2),
        ("ann", "1", 3, "tea", 1),
        ("ann", "1", 6, "tea", 2),
    ],
    ids=["another customer", "another product", "another quantity", "a later day"],
)
def test_what_is_not_the_same_before_is_not_undone(matched, other):
    assert days(matched([other, ("ann", "C7", 5, "tea", 2)])) == [None, None]


def test_another_price_is_another_purchase(matched):
    rows = [("ann", "1", 3, "tea", 2), ("ann", "C7", 5, "tea", 2)]
    assert days(matched(rows, prices=[5, 4])) == [None, None]


def test_a_return_without_a_purchase_takes_none_that_comes_later(matched):
    rows = [
        ("ann", order, 1 + i, "tea", 1) for i, order in enumerate(("C1", "2", "C3"))
    ]
    assert days(matched(rows)) == [None, 3, 3]


@pytest.mark.parametrize(("day", "found"), [(8, 8), (9, None)])
def test_the_days_before_include_the_first_of_them(matched, day, found):
    rows = [("ann", "1", 1, "tea", 1), ("ann", "C9", day, "tea", 1)]
    assert days(matched(rows, within_days=7)) == [found, found]


def test_the_latest_purchase_is_undone_first_and_each_once(matched):
    bought = [("ann", "1", 1, "tea", 1), ("ann", "2", 2, "tea", 1)]
    returned = [("ann", f"C{n}", n, "tea", 1) for n in (3, 4, 5)]
    assert days(matched([*bought, *returned])) == [4, 3, 3, 4, None]


def test_the_order_that_is_named_comes_before_later_ones(matched):
    rows = [
        ("ann", "1", 1, "tea", 1),
        ("ann", "2", 2, "tea", 1),
        ("ann", "C1", 3, "tea", 1),
        ("ann", "C9", 4, "tea", 1),
    ]
    assert days(matched(rows, original_order=SAME_ORDER)) == [3, 4, 3, 4]


def test_without_the_order_only_purchases_of_some_days_are_looked_at(matched):
    rows = [
        ("ann", "1", 1, "tea", 1),
        ("ann", "C1", 9, "tea", 1),
        ("bob", "1", 1, "tea", 1),
        ("bob", "C9", 9, "tea", 1),
    ]
    found = matched(rows, original_order=SAME_ORDER, within_days=7)
    assert days(found) == [9, 9, None, None]


def test_an_order_and_its_return_on_one_day_are_matched(matched):
    rows = [("ann", "C1", 3, "tea", 1), ("ann", "D1", 3, "tea", 1)]
    assert days(matched(rows)) == [3, 3]


def test_what_has_no_product_is_not_the_same_product(matched):
    assert (
        days(matched([("ann", "1", 1, "", 1), ("ann", "C2", 2, "", 1)])) == [None] * 2
    )


@pytest.mark.parametrize(("n", "price"), [(-2, 5), (2, -5)])
def test_a_correction_below_zero_is_no_purchase(matched, n, price):
    rows = [("ann", "1", 1, "tea", n), ("ann", "C2", 2, "tea", abs(n))]
    assert days(matched(rows, prices=[price, abs(price)])) == [None, None]


def test_rows_that_are_not_kept_are_not_matched(world, sale):
    bought = sale(order="1", n="2", paid="9")
    back = sale(order="C1", n="-2", paid="-9")
    columns = COLUMNS | {"line_id": "1"}
    lost = sale(who="", order="C2", n="-2", paid="-9")
    source = world.source([bought, bought, back, lost], columns=columns, returns={})
    with registered(world, source) as connection:
        ingest.stage(connection, source)
        query = "SELECT order_id FROM cast_ledger JOIN returned USING (line)"
        orders = connection.execute(query).fetchall()
    assert sorted(orders) == [("1",), ("C1",)]


def test_the_ledger_has_the_day_and_the_same_bytes_for_any_order_of_rows(world, sale):
    bought = [sale(n="2", paid="9")] * 3
    back = [sale(order="C1", at="2024-03-02 09:00", n="-2", paid="-9")] * 2
    declared = {"columns": COLUMNS, "returns": {}}
    world.ingest(world.source([*bought, *back], **declared))
    before, ledger = world.bytes(), world.table("ledger")
    assert ledger["returned_day"].notna().tolist() == [False, True, True, True, True]
    world.ingest(world.source([*back, *bought], **declared))
    assert world.bytes() == before


def test_a_later_return_takes_nothing_from_an_earlier_one(matched):
    rows = [
        ("ann", "1", 2, "tea", 1),
        ("ann", "2", 20, "tea", 1),
        ("ann", "C9", 25, "tea", 1),
        ("ann", "C2", 28, "tea", 1),
    ]
    before = matched(rows[:3], original_order=SAME_ORDER)
    after = matched(rows, original_order=SAME_ORDER)
    assert days(before) == [None, 25, 25]
    assert days(after) == [28, 25, 25, 28]


def by_hand(rows, within_days):
    """Go through the returns in time: by order where one is named, else by days."""
    taken: dict[int, int] = {}
    moves = sorted(
        range(len(rows)),
        key=lambda i: (rows[i][2], rows[i][1].startswith("C"), rows[i][1], i),
    )
    for place, back in enumerate(moves):
        if not rows[back][1].startswith("C"):
            continue
        left = [i for i in reversed(moves[:place]) if i not in taken]
        fits = [
            bought
            for by_order in (True, False)
            for bought in left
            if _undoes(rows[back], rows[bought], by_order, within_days)
        ]
        if fits:
            taken[fits[0]] = taken[back] = rows[back][2]
    return [(*row, taken.get(i)) for i, row in enumerate(rows)]


def _undoes(back, bought, by_order, within_days):
    if bought[1].startswith("C"):
        return False
    same = all(back[i] == bought[i] for i in (0, 3, 4))
    near = back[2] - bought[2] <= within_days
    return same and (back[1] == "C" + bought[1] if by_order else near)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, min_size=20, max_size=40), order=st.randoms())
def test_brackets_match_as_going_through_the_returns_does(matched, rows, order):
    rules = {"original_order": SAME_ORDER, "within_days": 3}
    expected = Counter(by_hand(rows, within_days=3))
    assert Counter(matched(rows, **rules)) == expected
    order.shuffle(rows)
    assert Counter(matched(rows, **rules)) == expected
