import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from patronage.features import (
    BehaviouralFeatures,
    HistoricalValue,
    LoyaltyFeatures,
    ValueFeatures,
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


@settings(max_examples=120, deadline=None, suppress_health_check=[*HealthCheck])
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
