import pandas as pd
import pytest

from patronage.lists import adoption_ranks


def bought(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "product_id", "order_day"])


def ranks(*frames, after_day=10, min_adopters=2):
    found = adoption_ranks(frames, after_day=after_day, min_adopters=min_adopters)
    return found.set_index("customer_id").to_dict("index")


LEDGER = bought(
    ("a", "old", 3),
    ("a", "new", 11),
    ("a", "new", 30),
    ("b", "new", 12),
    ("b", "old", 20),
    ("c", "new", 12),
    ("d", "new", 40),
)


def test_the_place_among_adopters_is_that_of_the_first_purchase_and_ties_share_it():
    found = ranks(LEDGER)
    assert {who: each["adoption_rank"] for who, each in found.items()} == {
        "a": pytest.approx(0.125),
        "b": pytest.approx(0.5),
        "c": pytest.approx(0.5),
        "d": pytest.approx(0.875),
    }
    assert {each["adoptions"] for each in found.values()} == {1}


@pytest.mark.parametrize("at", range(len(LEDGER) + 1))
def test_it_does_not_matter_how_the_ledger_is_cut(at):
    assert ranks(LEDGER[:at], LEDGER[at:]) == ranks(LEDGER)


def test_what_was_sold_from_the_beginning_is_not_new_to_anybody():
    assert ranks(LEDGER, after_day=11) == {}


def test_what_hardly_anybody_buys_says_nothing():
    assert ranks(LEDGER, min_adopters=5) == {}


def test_a_customer_has_the_median_of_several_products():
    more = bought(
        ("a", "other", 50), ("b", "other", 45), ("a", "x", 20), ("b", "x", 30)
    )
    found = ranks(LEDGER, more)
    assert found["a"] == {"adoptions": 3, "adoption_rank": pytest.approx(0.25)}
    assert found["b"] == {"adoptions": 3, "adoption_rank": pytest.approx(0.5)}


def test_an_empty_ledger_has_no_adopters():
    assert ranks() == {}
    assert ranks(LEDGER[:0]) == {}


def test_products_may_be_numbered_anew_in_every_frame():
    frames = [
        LEDGER[:4].astype({"product_id": "category"}),
        LEDGER[4:].astype({"product_id": "category", "customer_id": "category"}),
    ]
    assert ranks(*frames) == ranks(LEDGER)
