"""The published summaries of the CDNOW sample."""

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def cdnow(shared_data) -> pd.DataFrame:
    """x, t_x and T in weeks, and the mean value of repeat purchases, of 2,357."""
    path = shared_data / "cdnow" / "cdnow_customers_summary_with_transactions.csv"
    return pd.read_csv(path).rename(columns={"zbar": "mean_value"})
