"""Evidence of made customers, as the family counts it."""

import numpy as np
import pandas as pd

from benchmarks.lifetime_customers import made_customers

WEEKLY = (0.6, 45.0, 0.9, 1.6)
DAYS = (400, 700)
HOLDOUT = 100


def evidence(n: int = 3_000, seed: int = 1, **columns) -> pd.DataFrame:
    """Days of made customers, whose spend varies about 30; `columns` are added."""
    X, future = made_customers(n, WEEKLY, seed, DAYS, ahead=HOLDOUT)
    x, t_x, T = X.round().T
    spend = np.random.default_rng(seed)
    mean = spend.gamma(6 * np.maximum(x, 1), 1 / spend.gamma(5, 1 / 20, n))
    value = mean / np.maximum(x, 1)
    table = {
        "lifetime_x": x + future,
        "lifetime_t_x": np.where(future > 0, T + HOLDOUT // 2, t_x),
        "lifetime_T": T + HOLDOUT,
        "holdout_calibration_x": x,
        "holdout_calibration_t_x": t_x,
        "holdout_calibration_T": T,
        "holdout_x": future,
        "repeat_value_mean": np.where(x + future > 0, value, np.nan),
    }
    return pd.DataFrame(table | columns)


def weekly_orders(n: int = 1_000, cycles: int = 40, ahead: int = 10) -> pd.DataFrame:
    """Customers who order in most weeks until they leave."""
    rng = np.random.default_rng(3)
    buys, leaves = rng.beta(8, 2, n), rng.beta(1, 30, n)
    weeks = np.arange(1, cycles + ahead + 1)
    here = weeks <= rng.geometric(leaves)[:, None] - 1
    bought = here & (rng.random((n, len(weeks))) < buys[:, None])
    early = bought[:, :cycles]
    x, early_x = bought.sum(1), early.sum(1)
    last, early_last = (
        np.max(weeks[: b.shape[1]] * b, axis=1) for b in (bought, early)
    )
    table = {
        "lifetime_x": x,
        "lifetime_t_x": 7 * last,
        "lifetime_T": 7 * (cycles + ahead) + 3,
        "lifetime_cycles_x": x,
        "lifetime_cycles_t_x": last,
        "lifetime_cycles_n": cycles + ahead,
        "holdout_calibration_x": early_x,
        "holdout_calibration_t_x": 7 * early_last,
        "holdout_calibration_T": 7 * cycles + 3,
        "holdout_x": x - early_x,
        "holdout_calibration_cycles_x": early_x,
        "holdout_calibration_cycles_t_x": early_last,
        "holdout_calibration_cycles_n": cycles,
        "holdout_cycles_x": x - early_x,
        "lifetime_gap_cv": 0.3,
        "repeat_value_mean": np.where(x > 0, rng.gamma(9, 3, n), np.nan),
    }
    return pd.DataFrame(table, dtype=float)
