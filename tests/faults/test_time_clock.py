"""The machine's clock, and days on which customers are described (59 to 61, 55)."""

import subprocess

import pytest
from faults.corpus import Case, fault, further, sales, text
from faults.harness import assert_refused
from faults.shop import Shop

LATER = {"at": "2024-06-30 10:00", "order": "Z9", "paid": "99.00"}
OLD = {"at": "2024-01-05 10:00", "order": "Y1", "paid": "5.00", "who": "0042"}
CLOCK = """
import time

SHIFT = {years} * 365.25 * 86400
now, now_ns, gmtime, localtime = time.time, time.time_ns, time.gmtime, time.localtime
time.time = lambda: now() + SHIFT
time.time_ns = lambda: now_ns() + int(SHIFT) * 10**9
time.gmtime = lambda second=None: gmtime(time.time() if second is None else second)
time.localtime = lambda s=None: localtime(time.time() if s is None else s)
"""


def shop_of(folder, content, **more) -> Shop:
    """A shop whose file is taken in."""
    shop = Shop(folder)
    shop.declare(Case(ids=(), name="days", files={"sales.csv": content}, **more))
    done = shop.run()
    assert done.returncode == 0, done.stderr
    return shop


def features(shop, *overrides) -> tuple[subprocess.CompletedProcess[str], bytes]:
    """Describe the shop's customers."""
    done = shop.run("features", *overrides)
    assert done.returncode == 0, done.stderr
    folder = shop.folder / "data/processed/shop"
    return done, (folder / "features.parquet").read_bytes()


@fault(59)
@pytest.mark.parametrize("years", [-10, 10])
def test_a_wrong_clock_changes_no_byte(tmp_path, plain, years):
    (tmp_path / "sitecustomize.py").write_text(CLOCK.format(years=years))
    shop = Shop(tmp_path)
    shop.declare(Case(ids=(), name="clock", files={"sales.csv": text().encode()}))
    done = shop.run_anew(PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert shop.tables() == plain


@pytest.fixture(scope="module")
def beyond(tmp_path_factory):
    """What is printed, and the features, of a shop with a sale after as_of."""
    content = text().encode() + further(LATER)
    shop = shop_of(tmp_path_factory.mktemp("beyond"), content)
    return features(shop, "as_of='2024-04-30'")


@fault(55)
def test_what_was_bought_after_as_of_is_not_seen(tmp_path, beyond):
    without = shop_of(tmp_path, text().encode())
    _, alone = features(without, "as_of='2024-04-30'")
    assert beyond[1] == alone


@fault(55)
def test_what_was_bought_after_as_of_is_counted(beyond):
    assert "after_as_of" in beyond[0].stdout


@fault(55, 56)
def test_a_day_beyond_the_calendar_does_not_become_the_last_day(tmp_path):
    shop = shop_of(
        tmp_path, text().encode() + further(LATER | {"at": "2201-01-01 0:0"})
    )
    assert shop.accounting()["last_day"] == "2024-04-30"
    assert shop.accounting()["by_reason"] == {"date_range": 1}


@fault(60)
@pytest.mark.parametrize(
    ("as_of", "code", "says"),
    [
        ("2030-01-01", 2, ("as_of", "after the data", "2024-04-30")),
        ("2023-12-31", 4, ("as_of", "before all data", "2024-02-29")),
        ("30/04/2024", 2, ("as_of", "30/04/2024")),
    ],
)
def test_an_impossible_as_of_is_refused(tmp_path, plain_shop, as_of, code, says):
    done = plain_shop.run(
        "features", f"as_of='{as_of}'", f"paths.runs={tmp_path / 'runs'}"
    )
    assert done.returncode == code
    assert_refused(done, says)
    assert not list(plain_shop.folder.glob("data/processed/shop/*"))


@fault(60)
def test_without_an_as_of_it_is_the_last_day_less_the_horizon_and_recorded(tmp_path):
    shop = shop_of(tmp_path, text().encode())
    done, _ = features(shop, "horizon_days=30")
    assert "as of 2024-03-31" in done.stdout
    assert shop.run("features", "horizon_days=90").returncode == 4


@fault(61)
def test_an_old_row_that_comes_late_is_counted_and_order_of_arrival_forgotten(tmp_path):
    first, late = text().encode(), sales(OLD)
    folder = {"file": {"path": "sales/*.csv"}}
    shop = Shop(tmp_path / "late")
    shop.declare(Case(ids=(), name="a", files={"sales/a.csv": first}, **folder))
    assert shop.run().returncode == 0
    shop.put("sales/b.csv", late)
    done = shop.run()
    assert done.returncode == 0, done.stderr
    assert shop.accounting()["late_rows"] == 1
    assert "late" in done.stdout
    once = shop_of(tmp_path / "once", first + further(OLD))
    assert shop.table("ledger").equals(once.table("ledger"))
