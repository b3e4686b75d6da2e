import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features import FeatureModel, NewProductFeatures
from patronage.features.raw import raw_features

FIRST = "2017-01-01"
ROWS = {
    "ann": [
        {"day": "2017-01-01", "product_id": "old"},
        {"day": "2017-04-10", "product_id": "new"},
        {"day": "2017-05-01", "product_id": "new"},
        {"day": "2017-06-01", "product_id": "newer"},
    ],
    "bob": [
        {"day": "2017-02-01", "product_id": "settling"},
        {"day": "2017-05-01", "product_id": "old"},
        {"day": "2017-09-01", "product_id": "later"},
    ],
    "cyd": [{"day": "2017-05-20", "product_id": "new"}],
}


def launches(rows: dict) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in rows.values():
        for row in each:
            name = row.get("product_id")
            if name is not None:
                found[name] = min(found.get(name, row["day"]), row["day"])
    return found


def sold(rows: dict, **settings):
    days = launches(rows)
    codes = [day(days[name]) for name in sorted(days)]
    return batch_of(rows, level_days={"product_id": np.array(codes)}, **settings)


def counts(rows: dict, as_of: str, **settings) -> dict[str, list[float]]:
    observed = day(as_of) - day(FIRST) + 1
    batch = sold(rows).at(day(as_of), 365, observed)
    found = NewProductFeatures(**settings)(batch)
    return {name.removeprefix("new_products_"): list(v) for name, v in found.items()}


def test_products_launched_while_he_was_a_customer_are_offered_to_him():
    found = counts(ROWS, "2017-06-30")
    assert found["offered"] == [2, 2, 1]


def test_a_product_taken_twice_is_taken_once():
    assert counts(ROWS, "2017-06-30")["taken"] == [2, 0, 0]


def test_a_product_that_was_there_before_the_customer_is_not_new_to_him():
    assert counts(ROWS, "2017-06-30")["taken"][2] == 0


def test_the_beginning_of_the_ledger_launches_nothing():
    found = counts(ROWS, "2017-06-30", settling_days=31)
    assert found["offered"] == [3, 3, 1]
    assert found["taken"] == [2, 1, 0]
    assert counts(ROWS, "2017-06-30", settling_days=32)["offered"] == [2, 2, 1]


def test_a_product_is_new_for_so_many_days():
    age = day("2017-06-30") - day("2017-04-10")
    assert counts(ROWS, "2017-06-30", new_days=age)["offered"] == [1, 1, 1]
    assert counts(ROWS, "2017-06-30", new_days=age + 1)["offered"] == [2, 2, 1]


def test_a_product_launched_after_as_of_changes_nothing():
    known = {
        who: [r for r in rows if r["day"] < "2017-07"] for who, rows in ROWS.items()
    }
    assert counts(ROWS, "2017-06-30") == counts(known, "2017-06-30")
    assert counts(ROWS, "2017-09-01")["offered"] == [3, 3, 2]


def test_a_product_taken_back_is_not_taken():
    rows = {
        "ann": [
            {"day": "2017-01-01", "product_id": "old", "is_return": 0},
            {"day": "2017-05-01", "product_id": "a", "is_return": 0},
            {"day": "2017-05-02", "product_id": "b", "is_return": 1},
        ]
    }
    assert counts(rows, "2017-06-30") == {"offered": [2], "taken": [1]}


def test_a_line_without_a_product_takes_none():
    rows = {"ann": [*ROWS["ann"], {"day": "2017-06-02"}]}
    assert counts(rows, "2017-06-30")["taken"] == [2]


def test_who_never_bought_is_offered_nothing_known():
    batch = sold(ROWS | {"dan": []}, registered=np.array([False, False, False, True]))
    found = NewProductFeatures()(batch.at(day("2017-06-30"), 365, 181))
    assert np.isnan(found["new_products_offered"][3])
    assert found["new_products_taken"][3] == 0


def test_a_source_without_products_has_none():
    batch = batch_of({"ann": [{"day": FIRST}]}).at(day("2017-06-30"), 365, 181)
    assert NewProductFeatures()(batch) == {}


def test_uptake_is_shrunk_to_what_all_take_up():
    rows = {
        f"c{i}": [
            {"day": FIRST, "product_id": "old"},
            *({"day": "2017-05-01", "product_id": f"p{k}"} for k in range(i)),
        ]
        for i in range(9)
    }
    family = NewProductFeatures()
    batch = sold(rows).at(day("2017-06-30"), 365, 181)
    raw = raw_features(batch, {"new_products": family})
    uptake = FeatureModel(family.learned).fit(raw).transform(raw)["new_product_uptake"]
    assert uptake.is_monotonic_increasing
    assert uptake.iloc[0] > 0
    assert uptake.iloc[-1] < 1


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"new_days": 0}, "'new_days' should be 1 or more; got 0"),
        ({"settling_days": -1}, "'settling_days' should be 0 or more; got -1"),
    ],
)
def test_times_that_cannot_be_are_refused(setting, message):
    with pytest.raises(ConfigError, match=message):
        NewProductFeatures(**setting)


def naive(rows: dict, as_of: int, new_days: int, settling: int) -> dict:
    """Both counts, from their definitions."""
    kept = day(FIRST) + settling
    new = {
        name: day(first)
        for name, first in launches(rows).items()
        if as_of - new_days < day(first) <= as_of and day(first) >= kept
    }
    found = {}
    for who, each in rows.items():
        seen = [row for row in each if day(row["day"]) <= as_of]
        since = min((day(row["day"]) for row in seen), default=None)
        if since is None:
            continue
        offered = {name for name, first in new.items() if first >= since}
        found[who] = (len(offered), len({r["product_id"] for r in seen} & offered))
    return found


LINE = st.fixed_dictionaries(
    {
        "day": st.integers(0, 120).map(lambda n: str(np.datetime64(FIRST) + n)),
        "product_id": st.sampled_from(["a", "b", "c", "d", None]),
    }
)
WORLDS = st.dictionaries(
    st.sampled_from(["ann", "bob", "cyd"]),
    st.lists(LINE, max_size=6).map(lambda rows: sorted(rows, key=lambda r: r["day"])),
    min_size=1,
)


@given(WORLDS, st.integers(0, 120), st.integers(1, 90), st.integers(0, 60))
def test_counts_are_those_of_the_definition(rows, since, new_days, settling):
    assume(launches(rows))
    as_of = day(FIRST) + since
    family = NewProductFeatures(new_days=new_days, settling_days=settling)
    batch = sold(rows).at(as_of, 30, since + 1)
    counted = zip(*family(batch).values(), strict=True)
    wanted = naive(rows, as_of, new_days, settling)
    assert dict(zip(batch.customer_id, counted, strict=True)) == wanted
