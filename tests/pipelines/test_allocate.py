"""The stock of a month, parted among made-up retailers as a user does it."""

import shutil

import pandas as pd
import pytest
import tobacco
from commands import command
from omegaconf import OmegaConf

from patronage import io
from patronage.errors import ConfigError, InputError, QualityError
from patronage.tables import ALLOCATIONS, BALANCES
from pipelines import allocate

PLACE = tobacco.MADE / "supply"
MONTH = "2026-01"


@pytest.fixture
def shop(tobacco_retail, tmp_path):
    shutil.copytree(tobacco_retail, tmp_path / "shop")
    return tmp_path / "shop"


def parted(folder, *overrides, month=MONTH):
    allocate.run(tobacco.composed(folder, *overrides))
    return tuple(
        pd.read_csv(folder / PLACE / f"{name}.{month}.csv", encoding="utf-8-sig")
        for name in ("quotas", "placements")
    )


def stocked(folder, month, quantities):
    """The override that names a stock of one's own."""
    rows = [f"{month},{product},{units}" for product, units in quantities.items()]
    path = folder / f"stock.{month}.csv"
    path.write_text("\n".join(["month,product,quantity", *rows, ""]))
    return f"supply.stock={path}"


def test_what_is_given_is_within_stock_quota_and_sums(shop):
    quotas, placements = parted(shop)
    assert len(quotas) == 300
    given = placements.groupby("customer_id")["units"].sum()
    known = quotas.set_index("customer_id")["given"]
    assert given.reindex(known.index, fill_value=0).equals(known.rename("units"))
    assert (quotas["given"] <= quotas["due"]).all()
    stock = pd.read_csv(tobacco.SAMPLE / "stock.csv").set_index("product")["quantity"]
    units = placements.groupby("product_id")["units"].sum()
    assert (units <= stock).all()
    assert 0 < (units == stock).sum() < len(stock)


def test_scarce_stock_is_given_to_the_last_unit(shop):
    scarce = {f"P{number:02}": 100 + number for number in range(1, 17)}
    _, placements = parted(shop, stocked(shop, MONTH, scarce))
    assert placements.groupby("product_id")["units"].sum().to_dict() == scarce


def test_a_launch_is_for_the_better_grades(shop):
    quotas, placements = parted(shop)
    products = pd.read_csv(tobacco.SAMPLE / "products.csv").set_index("product")
    rows = placements.merge(quotas[["customer_id", "grade"]])
    worst = rows["grade"].str.removeprefix("grade").astype(int)
    least = rows["product_id"].map(products["launch_grade"])
    assert (worst <= least.fillna(10)).all()


def test_better_tiers_come_first_where_that_is_the_rule(shop):
    def rates(*overrides):
        quotas, _ = parted(shop, *overrides)
        sums = quotas.groupby("tier")[["given", "due"]].sum()
        return sums["given"] / sums["due"]

    first = rates("supply.sharing._target_=patronage.supply.Priority")
    alike = rates()
    assert first["tier1"] > alike["tier1"]
    assert first["tier8"] < alike["tier8"]


def test_over_two_months_balances_sum_to_zero_and_are_carried_on(shop, tobacco_retail):
    november = stocked(shop, "2025-12", {"P01": 1000, "P09": 3001, "P11": 1703})
    tobacco.fit(shop, "as_of='2025-11-30'", schemes=("tier8", "grade10"))
    before, _ = parted(shop, november, "as_of='2025-11-30'", month="2025-12")
    assert (before["balance"] == 0).all()
    shutil.copytree(
        tobacco_retail / tobacco.MADE, shop / tobacco.MADE, dirs_exist_ok=True
    )
    now, _ = parted(shop)
    folder = io.Folder(shop / "data", "tobacco_retail")
    months = ("2025-12", MONTH)
    kept = {m: io.read(BALANCES, folder, scheme=m) for m in months}
    for table in kept.values():
        assert table["balance"].sum() == pytest.approx(0, abs=1e-6)
        assert table["balance"].abs().max() > 0.1
    carried = now.set_index("customer_id")["balance"]
    earlier = kept["2025-12"].set_index("customer_id")["balance"]
    assert (carried - earlier).abs().max() < 0.01


def test_the_same_month_again_is_the_same(shop):
    first, again = parted(shop), parted(shop)
    pd.testing.assert_frame_equal(first[0], again[0])
    pd.testing.assert_frame_equal(first[1], again[1])
    folder = io.Folder(shop / "data", "tobacco_retail")
    lines = io.read(ALLOCATIONS, folder, scheme=MONTH)
    assert lines["units"].sum() == first[0]["given"].sum()


def test_tiers_that_feed_themselves_are_flagged(shop, capsys):
    quotas, _ = parted(shop)
    flagged = quotas.set_index("customer_id")["tier_from_capped_volume"]
    planted = tobacco.planted()
    assert flagged[planted.index[planted == "capped"]].mean() > 0.9
    assert flagged.mean() < 0.5
    assert f"tiers of {flagged.sum()} customers are computed" in capsys.readouterr().out


def test_it_is_said_to_be_made_up_and_told_in_chinese(shop, capsys):
    parted(shop, "language=zh")
    told = capsys.readouterr().out
    assert told.startswith("Tobacco retail, SYNTHETIC")
    assert f"{MONTH} 投放" in told
    assert "个品规中有" in told
    assert "昨日的档位决定今日的档位" in told
    assert "units due" not in told


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ("~supply.entitlement.quota.tier3", ConfigError, "missing: tier 'tier3'"),
        ("supply.tiers=tier8_integer", InputError, "'tier8_integer' is not fitted"),
        ("supply.product_class=colour", InputError, "colour"),
    ],
)
def test_what_cannot_be_is_one_sentence(shop, asked, error, words):
    with pytest.raises(error, match=words) as found:
        allocate.run(tobacco.composed(shop, asked))
    assert "\n" not in str(found.value)
    assert not (shop / PLACE).exists()


def test_a_class_or_a_grade_without_placement_is_named(shop):
    cfg = tobacco.composed(shop)
    OmegaConf.set_struct(cfg, False)
    del cfg.supply.entitlement.placement["一类"]["grade04"]
    with pytest.raises(ConfigError, match="missing: grade 'grade04' of class '一类'"):
        allocate.run(cfg)
    del cfg.supply.entitlement.placement["一类"]
    with pytest.raises(QualityError, match="should have a placement; got 一类"):
        allocate.run(cfg)


@pytest.mark.parametrize(
    ("month", "stock", "words"),
    [
        ("2025-01", {"P01": 5}, "should have stock of 2026-01; it has 2025-01"),
        (MONTH, {"P99": 5}, "missing: P99"),
        (MONTH, {"P01": "many"}, "whole units"),
        (MONTH, {"P01": 2.5}, "got 2.5 of product 'P01'"),
    ],
)
def test_a_stock_that_cannot_be_is_refused(shop, month, stock, words):
    with pytest.raises(QualityError, match=words) as found:
        allocate.run(tobacco.composed(shop, stocked(shop, month, stock)))
    assert "\n" not in str(found.value)


def test_it_is_tracked_and_names_nobody(shop):
    done = command("allocate", *tobacco.settings(shop))
    assert done.returncode == 0, done.stderr
    products = tobacco.artifact(shop, "products.csv")
    tiers = tobacco.artifact(shop, "tiers.csv")
    assert tiers["given"].sum() == products["given"].sum()
    assert (products["given"] <= products[["asked", "stock"]].min(axis=1)).all()
    short = products["given"] < products["asked"]
    assert 0 < short.sum() < len(products)
    assert products["given"][short].equals(products["stock"][short])
    assert tobacco.named(shop) == []


def test_a_month_without_stock_has_an_exit_code(shop):
    own = stocked(shop, "2025-01", {"P01": 5})
    done = command("allocate", *tobacco.settings(shop, own))
    (sentence,) = done.stderr.splitlines()
    assert done.returncode == 4
    assert "should have stock of 2026-01" in sentence
