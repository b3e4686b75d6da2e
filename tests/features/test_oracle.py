import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from patronage.features import (
    BehaviouralFeatures,
    HistoricalValue,
    LoyaltyFeatures,
    Snapshot,
    ValueFeatures,
    raw,
)
from tests.features.oracle import World
from tests.features.oracle_table import describe
from tests.features.random_worlds import batch_of, busy_world, fields_of, worlds

CLOSE = {"rtol": 1e-12, "atol": 1e-12}


def families_of(world: World) -> list:
    costs, fields = world.costs, fields_of(world)
    history = HistoricalValue(
        margin=costs.margin,
        order_cost=costs.order,
        contact_cost=costs.contact,
        acquisition_field="acquisition" if "acquisition" in fields else None,
        compound_history=costs.growth > 0,
        discount_rate=costs.growth,
    )
    return [
        BehaviouralFeatures(
            rarefy_lines=world.rarefy_lines, own_channels=world.own_channels
        ),
        LoyaltyFeatures(
            focal_brand=world.focal_brand,
            wallet_field="wallet" if "wallet" in fields else None,
        ),
        ValueFeatures(history=history),
    ]


def described(world: World) -> pd.DataFrame:
    batch = batch_of(world).at(world.as_of, world.window_days)
    values = {}
    for family in families_of(world):
        values |= family(batch)
    table = pd.DataFrame(values, index=pd.Index(batch.customer_id))
    return table.astype(dict.fromkeys(table.select_dtypes("category"), "str"))


def assert_equal(world: World) -> None:
    made, expected = described(world), describe(world)
    assert made.index.tolist() == expected.index.tolist()
    for name in made:
        pd.testing.assert_series_equal(
            made[name], expected[name], check_index=False, obj=name, **CLOSE
        )


@settings(max_examples=50, deadline=None, suppress_health_check=[*HealthCheck])
@given(worlds())
def test_families_equal_the_oracle_on_any_ledger(world):
    assert_equal(world)


@pytest.mark.parametrize("window", [90, 360, 725])
def test_families_equal_the_oracle_where_every_column_has_values(window):
    world = busy_world(seed=window, n_customers=60, n_lines=4_000, window=window)
    made = described(world)
    silent = {"season_entropy"} if window < 360 else set()
    assert {name for name in made if made[name].isna().all()} <= silent
    assert_equal(world)


@settings(max_examples=20, deadline=None, suppress_health_check=[*HealthCheck])
@given(worlds())
def test_days_that_share_their_work_are_each_as_if_alone(world):
    batch, families = batch_of(world), dict(enumerate(families_of(world)))
    days = [
        Snapshot(
            as_of=world.as_of - ago,
            first_day=world.as_of - 2000,
            last_day=world.as_of,
            window_days=world.window_days,
            horizon_days=60,
        )
        for ago in (400, 130, 61, 30, 29, 0)
    ]
    together = raw.describe(batch, families, days)
    alone = pd.concat(raw.describe(batch, families, [day]) for day in days)
    alone = alone.sort_values(["customer_id", "as_of"], kind="stable")
    pd.testing.assert_frame_equal(
        together, alone.reset_index(drop=True), check_exact=True
    )
