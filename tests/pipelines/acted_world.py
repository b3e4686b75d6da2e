"""A shop whose customers differ in attachment and in how often they come."""

from pathlib import Path

import numpy as np
import pandas as pd

N, DAYS, LAUNCHES = 240, 365, 12
DAY_ONE = pd.Timestamp("2023-01-01")
SETTINGS = [
    "source=csv",
    "source.name=shop",
    "source.time_format='%Y-%m-%d'",
    "source.has_time=false",
    "source.time_zone=UTC",
    "source.currency=EUR",
    *(
        f"source.columns.{column}={name}"
        for column, name in {
            "customer_id": "who",
            "ordered_at": "day",
            "amount": "paid",
            "discount": "rebate",
            "brand": "label",
            "product_id": "thing",
        }.items()
    ),
    "source.columns.category=label",
    "features=[behavioural,loyalty,value,lifetime]",
    "+features.loyalty.focal_brand=ours",
    "quadrants.n_draws=40",
    "quadrants.n_cut_bootstraps=20",
    "lists.each.lead_users.min_adopters=3",
]


def lines(seed: int = 0) -> pd.DataFrame:
    """A row per thing bought: attached customers buy our label at the full price."""
    rng = np.random.default_rng(seed)
    days = [
        (who, day)
        for who in range(N)
        for day in np.flatnonzero(rng.random(DAYS) < (0.02 if who % 2 else 0.15))
        for _ in range(3)
    ]
    table = pd.DataFrame(days, columns=["number", "at"])
    attached = (table["number"] % 4 < 2).to_numpy()
    chance = np.where(attached, 0.8, 0.2)
    ours, full = rng.random((2, len(table))) < chance
    launched = 100 + 10 * np.arange(LAUNCHES)
    offer = rng.integers(0, 2 * LAUNCHES, len(table))
    is_out = (
        table["at"].to_numpy() >= np.resize([*launched, *[0] * LAUNCHES], 24)[offer]
    )
    return pd.DataFrame(
        {
            "who": [f"=canary-{number:03}" for number in table["number"]],
            "day": (DAY_ONE + pd.to_timedelta(table["at"], unit="D")).astype("str"),
            "paid": np.round(rng.gamma(4, 3, len(table)) + 1, 2),
            "rebate": np.where(full, 0.0, 1.0),
            "label": np.where(ours, "ours", "theirs"),
            "thing": np.where(is_out, offer, 99),
        }
    )


def settings(folder: Path) -> list[str]:
    """The overrides of every command on the shop, whose file is written once."""
    path = folder / "shop.csv"
    if not path.exists():
        lines().to_csv(path, index=False)
    places = [f"paths.data={folder / 'data'}", f"paths.runs={folder / 'runs'}"]
    return [*SETTINGS, f"source.path={path}", *places]
