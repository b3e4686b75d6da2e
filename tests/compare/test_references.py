import numpy as np
import pandas as pd

from patronage import compare

DAY = pd.Timestamp("2026-01-01")


def features(spend, status="ok"):
    ids = [f"c{i:02d}" for i in range(len(spend))]
    told = {"customer_id": ids, "as_of": DAY, "status": status, "monetary_total": spend}
    return pd.DataFrame(told)


def test_to_do_nothing_is_one_segment_of_the_active():
    table = compare.one_segment(features([1.0, 2, 3], ["ok", "dormant", "ok"]))
    assert table["segment"].tolist() == [0, -1, 0]


def test_deciles_are_of_equal_size_the_best_first():
    table = compare.spend_deciles(features(np.arange(40.0)))
    assert np.bincount(table["segment"]).tolist() == [4] * 10
    assert table["segment"].iloc[[0, -1]].tolist() == [9, 0]


def test_equal_customers_are_in_one_decile():
    table = compare.spend_deciles(features([0.0] * 30 + [1.0, 2, 3]))
    assert table["segment"][:30].nunique() == 1


def test_the_dormant_are_in_no_decile():
    table = compare.spend_deciles(features([np.nan, 5.0], ["dormant", "ok"]))
    assert table["segment"].tolist()[0] == -1
    assert table["segment"].tolist()[1] >= 0


def test_random_segments_keep_their_sizes_and_who_has_none():
    table = features(np.arange(60.0)).assign(segment=np.arange(60) % 4 - 1)
    dealt = compare.random_segments(table, seed=1)
    assert (dealt["segment"] == -1).tolist() == (table["segment"] == -1).tolist()
    assert sorted(dealt["segment"]) == sorted(table["segment"])
    assert dealt["segment"].tolist() != table["segment"].tolist()
    shuffled = compare.random_segments(table.sample(frac=1, random_state=0), seed=1)
    pd.testing.assert_frame_equal(dealt, shuffled)
