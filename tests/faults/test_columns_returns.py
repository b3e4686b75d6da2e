"""Returns and cancellations (FAULTS 2.2 B, 44 to 46)."""

import pandas as pd
import pytest
from faults.corpus import Case, fault, sales
from faults.harness import check
from faults.shop import Shop

IS_RETURN = {
    "ledger": {"columns": {"is_return": "\"order\" LIKE 'C%'"}},
    "source": {
        "returns": {"original_order": "ltrim(order_id, 'C')", "within_days": 30}
    },
}
BACK = {"order": "C1", "n": "-2", "paid": "-3.50"}
PAIR = sales({"order": "1"}, BACK | {"at": "2024-03-05 10:00"})
FARTHER = sales({"order": "7"}, BACK | {"at": "2024-03-05 10:00"})
TOO_LATE = sales({"order": "7"}, BACK | {"at": "2024-05-05 10:00"})
ORPHAN = sales({}, BACK | {"what": "milk"}, {"order": "A2", "paid": "9.00"})
TWICE = sales(
    {"order": "1"},
    BACK | {"at": "2024-03-05 10:00"},
    BACK | {"at": "2024-03-06 10:00"},
)
OWED = sales(
    {"order": "1"},
    {"order": "A2", "who": "0042"},
    {"order": "C9", "who": "0042", "what": "old", "n": "-1", "paid": "-99.00"},
)


def told(count: int, *, matched: int) -> dict[str, object]:
    """What the accounting says of returns of 3.50 each."""
    money = {"money": -350 * count, "money_matched": -350 * matched}
    told = {"rows": count, "matched": matched, "orphans": count - matched}
    return {"returns": told | money}


CASES = (
    Case(
        ids=(45,),
        name="a-pair-in-one-order",
        files={"sales.csv": PAIR},
        **IS_RETURN,
        holds={"amount": [350, -350], "is_return": [False, True]},
        facts=told(1, matched=1),
    ),
    Case(
        ids=(45,),
        name="a-pair-in-two-orders",
        files={"sales.csv": FARTHER},
        **IS_RETURN,
        facts=told(1, matched=1),
    ),
    Case(
        ids=(45,),
        name="a-return-after-the-days-allowed",
        files={"sales.csv": TOO_LATE},
        **IS_RETURN,
        facts=told(1, matched=0),
        says=("1 do not",),
    ),
    Case(
        ids=(44, 45),
        name="a-return-of-what-was-never-bought",
        files={"sales.csv": ORPHAN},
        **IS_RETURN,
        holds={"amount": [350, 900, -350]},
        facts=told(1, matched=0),
        says=("1 do not",),
    ),
    Case(
        ids=(45,),
        name="one-purchase-returned-twice",
        files={"sales.csv": TWICE},
        **IS_RETURN,
        facts=told(2, matched=1),
    ),
    Case(
        ids=(46,),
        name="more-returned-than-bought",
        files={"sales.csv": OWED},
        **IS_RETURN,
        facts={"net_negative_customers": 1, "money_ledger": -9200},
    ),
    Case(
        ids=(44,),
        name="returns-that-no-rule-names",
        files={"sales.csv": PAIR},
        holds={"amount": [350, -350], "quantity": [2, -2]},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_return_is_dropped(case, tmp_path, plain):
    check(case, tmp_path, plain)


@fault(45)
def test_a_return_and_its_purchase_carry_the_day_of_the_return(tmp_path):
    shop = Shop(tmp_path)
    case = Case(ids=(45,), name="day", files={"sales.csv": PAIR}, **IS_RETURN)
    shop.declare(case)
    assert shop.run().returncode == 0
    returned = shop.table("ledger")["returned_day"]
    assert [str(day) for day in returned] == ["2024-03-05", "2024-03-05"]


@fault(46)
def test_who_returned_more_than_he_bought_is_said_to_have_and_breaks_nothing(tmp_path):
    shop = Shop(tmp_path)
    case = Case(ids=(46,), name="owed", files={"sales.csv": OWED}, **IS_RETURN)
    shop.declare(case)
    assert shop.run().returncode == 0
    done = shop.run("features", "as_of='2024-02-29'")
    assert done.returncode == 0, done.stderr
    features = pd.read_parquet(tmp_path / "data/processed/shop/features.parquet")
    status = features.set_index("customer_id")["status"]
    assert status.to_dict() == {"007": "ok", "0042": "net_negative"}
