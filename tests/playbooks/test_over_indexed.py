import pandas as pd

from patronage.playbooks import over_indexed


def world():
    """Ten of each segment; all of segment 0 and one of segment 1 buy wine."""
    ids = [str(i) for i in range(20)]
    segments = pd.DataFrame({"customer_id": ids, "segment": [0] * 10 + [1] * 10})
    wine = pd.DataFrame({"customer_id": ids[:11], "category": "wine"})
    bread = pd.DataFrame({"customer_id": ids, "category": "bread"})
    return pd.concat([wine, bread, bread], ignore_index=True), segments


def test_the_index_is_reach_over_that_of_all():
    bought, segments = world()
    table = over_indexed(bought, segments, min_buyers=5)
    assert table[["segment", "category", "buyers"]].to_numpy().tolist() == [
        [0, "wine", 10]
    ]
    assert table["index"].iloc[0] == 100 / (11 / 20)


def test_few_buyers_are_not_told():
    bought, segments = world()
    assert over_indexed(bought, segments, min_buyers=11).empty


def test_customers_without_a_segment_do_not_count():
    bought, segments = world()
    segments.loc[segments["customer_id"] == "10", "segment"] = -1
    table = over_indexed(bought, segments, min_buyers=5)
    assert table["index"].iloc[0] == 100 / (10 / 19)


def test_with_nobody_placed_no_category_stands_out():
    bought = pd.DataFrame({"customer_id": ["a"], "category": ["tea"]})
    nobody = pd.DataFrame({"customer_id": ["a"], "segment": [-1]})
    assert over_indexed(bought, nobody).empty


def test_what_is_hardly_more_than_usual_is_not_told():
    bought, segments = world()
    tea = pd.DataFrame({"customer_id": [str(i) for i in range(19)], "category": "tea"})
    found = over_indexed(pd.concat([bought, tea]), segments, min_buyers=5)
    assert "tea" not in set(found["category"])
