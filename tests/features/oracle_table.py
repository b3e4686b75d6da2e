"""All raw columns of the oracle, family by family."""

import pandas as pd

from tests.features.oracle import World
from tests.features.oracle_behavioural import behavioural
from tests.features.oracle_loyalty import loyalty
from tests.features.oracle_value import value


def describe(world: World) -> pd.DataFrame:
    """One row per customer, ascending, with every raw column that the world allows."""
    columns = behavioural(world) | loyalty(world) | value(world)
    return pd.DataFrame(columns, index=world.customers)
