from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from worlds import batch_of, day

from patronage.features.lifetime.evidence import lifetimes, repeat_value
from tests.features.lifetime.made_ledger import LAST_DAY, made_ledger

FROZEN = Path(__file__).with_name("lifetimes.csv")


def described(customers, as_of, window=360, observed=360, **settings):
    batch = batch_of(customers, **settings).at(day(as_of), window, observed)
    return {**lifetimes(batch), "value": repeat_value(batch)}


def test_it_is_what_the_package_lifetimes_reads_of_a_ledger():
    start = np.datetime64("2023-01-01")
    rows = {}
    for customer, days, cents in made_ledger():
        bought = {"day": str(start + days), "amount": cents}
        rows.setdefault(f"{customer:02}", []).append(bought)
    found = described(rows, LAST_DAY)
    frozen = pd.read_csv(FROZEN)
    assert found["lifetime_x"].tolist() == frozen["frequency"].tolist()
    assert found["lifetime_t_x"].tolist() == frozen["recency"].tolist()
    assert found["lifetime_T"].tolist() == frozen["T"].tolist()
    value = np.nan_to_num(found["value"])
    assert value == pytest.approx(frozen["monetary_value"].to_numpy())


def test_cdnow_gives_the_published_summary(cdnow, shared_data):
    rows = {}
    path = shared_data / "cdnow" / "CDNOW_sample.txt"
    for line in path.read_text().splitlines():
        _, customer, date, _, dollars = line.split()
        stamp = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        bought = {"day": stamp, "amount": round(100 * float(dollars))}
        rows.setdefault(customer, []).append(bought)
    found = described(rows, "1997-09-30")
    x = found["lifetime_x"]
    assert x.tolist() == cdnow["x"].tolist()
    assert (x.sum(), (x > 0).sum()) == (2457, 946)
    for ours, theirs in (("lifetime_t_x", "t_x"), ("lifetime_T", "T")):
        assert np.abs(found[ours] / 7 - cdnow[theirs]).max() < 0.0044
    assert found["value"][0] == pytest.approx(2234.5)
    spend = np.nan_to_num(found["value"]) / 100
    assert np.abs(spend - cdnow["mean_value"]).max() < 0.0051


def test_one_customer_by_hand():
    days = ["2022-06-01", "2023-01-05", "2023-01-05", "2023-10-10", "2023-12-01"]
    rows = [{"day": d, "amount": 10 * i} for i, d in enumerate(days, start=1)]
    found = {k: v[0] for k, v in described({"ann": rows}, "2023-12-31").items()}
    assert found == {
        "lifetime_x": 3,
        "lifetime_t_x": 548,
        "lifetime_T": 578,
        "holdout_calibration_x": 1,
        "holdout_calibration_t_x": 218,
        "holdout_calibration_T": 578 - 90,
        "holdout_x": 2,
        "value": (50 + 40 + 50) / 3,
    }


def test_who_came_after_the_cut_calibrates_nothing():
    found = described({"ann": [{"day": "2023-12-01"}]}, "2023-12-31")
    assert found["lifetime_x"] == 0
    for name in ("calibration_x", "calibration_t_x", "calibration_T", "x"):
        assert np.isnan(found[f"holdout_{name}"][0])


def test_a_return_reduces_the_value_of_a_day_and_is_no_purchase():
    rows = [
        {"day": "2023-01-01", "amount": 99, "is_return": 0},
        {"day": "2023-02-01", "amount": 50, "is_return": 0},
        {"day": "2023-02-01", "amount": -20, "is_return": 1},
        {"day": "2023-03-01", "amount": -7, "is_return": 1},
    ]
    found = described({"ann": rows}, "2023-12-31")
    assert (found["lifetime_x"][0], found["value"][0]) == (1, 30)


def test_who_has_not_bought_says_nothing():
    found = described(
        {"ann": [], "bob": [{"day": "2023-02-01"}]},
        "2023-12-31",
        registered=np.array([True, True]),
    )
    assert all(np.isnan(values[0]) for values in found.values())
    assert np.isnan(found["value"][1])


def test_what_comes_after_as_of_is_not_seen():
    rows = [{"day": "2023-02-01"}, {"day": "2023-03-01", "amount": 5}]
    later = [*rows, {"day": "2024-01-01", "amount": 9}]
    before = described({"ann": rows}, "2023-12-31")
    after = described({"ann": later}, "2023-12-31")
    assert {k: v.tobytes() for k, v in before.items()} == {
        k: v.tobytes() for k, v in after.items()
    }
