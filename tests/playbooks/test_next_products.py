import pandas as pd

from patronage.playbooks import next_products


def world():
    """Of 60 loyal, 30 buy a and b, 30 buy c; everybody buys milk; t1 has a, t2 c."""
    loyal = [f"l{i:02d}" for i in range(60)]
    rows = [(who, "milk") for who in loyal]
    rows += [(who, p) for who in loyal[:30] for p in "ab"]
    rows += [(who, "c") for who in loyal[30:]]
    rows += [("t1", "a"), ("t1", "a"), ("t1", "milk"), ("t2", "c"), ("t3", "rare")]
    return pd.DataFrame(rows, columns=["customer_id", "product_id"]), loyal


def offered(**settings):
    bought, loyal = world()
    return next_products(
        bought, loyal=pd.Series(loyal), trial=pd.Series(["t1", "t2", "t3"]), **settings
    )


def test_a_customer_is_offered_what_goes_with_what_he_has_bought():
    table = offered()
    assert table.to_dict("records") == [
        {
            "customer_id": "t1",
            "rank": 1,
            "product_id": "b",
            "lift": 2.0,
            "beside_product_id": "a",
        }
    ]


def test_what_everybody_buys_lifts_nothing_and_what_is_bought_is_not_offered():
    assert set(offered()["product_id"]).isdisjoint({"a", "c", "milk"})


def test_few_joint_buyers_are_no_reason():
    assert offered(min_buyers=31).empty
