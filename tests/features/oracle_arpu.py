"""Revenue per month on the network, customer by customer."""

import numpy as np
import pandas as pd

from tests.features.oracle import OWNER, World
from tests.features.oracle_months import plus


def arpu(world: World) -> pd.DataFrame:
    rows = [_one(world, who) for who in world.customers]
    return pd.DataFrame(rows, index=world.customers)


def _one(world, who) -> dict[str, float]:
    start, revenue, cost, n_days, on_network = plus(world.as_of + 1, -12), 0, 0, 0, 0
    for line in world.netted_history.itertuples():
        if getattr(line, OWNER) == who and line.order_day >= start:
            revenue, cost = revenue + line.amount, cost + line.cost
    for day in range(start, world.as_of + 1):
        n_days, on_network = n_days + 1, on_network + (day >= world.first_day[who])
    if np.isnan(world.first_day[who]):
        return dict.fromkeys(("arpu", "net_arpu", *MONTHS), np.nan)
    months = 12 * on_network / n_days
    charged = max(months, 1) * world.money
    return {
        "arpu": revenue / charged,
        "net_arpu": (revenue - cost) / charged,
        "arpu_months": months,
        "arpu_is_provisional": float(months < 3),
    }


MONTHS = ("arpu_months", "arpu_is_provisional")
