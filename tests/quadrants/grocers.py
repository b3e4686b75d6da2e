"""A small world of customers with evidence for the axes."""

import numpy as np
import pandas as pd


def grocers(n=400, seed=3):
    """Customers who like and come back, each a little differently."""
    rng = np.random.default_rng(seed)
    liking, coming = rng.normal(size=(2, n))
    orders = 2 + rng.poisson(np.exp(1.4 + 0.7 * coming))
    lines = 3.0 * orders
    months = rng.integers(1, 13, n).astype(float)

    def share(trials, logit):
        return rng.binomial(trials.astype(int), 1 / (1 + np.exp(-logit))) + 0.0

    campaigns = rng.integers(0, 9, n) + 0.0
    return pd.DataFrame(
        {
            "n_orders": orders + 0.0,
            "focal_lines": share(lines, -1 + liking),
            "branded_lines": lines,
            "full_price_lines": share(lines, liking),
            "priced_lines": lines,
            "redemptions": rng.poisson(campaigns * np.exp(liking - 1)) + 0.0,
            "campaigns": campaigns,
            "repeat_days": orders - 1.0,
            "exposure_months": 12.0,
            "relative_frequency": np.log(orders / 6),
            "active_months": share(months, coming),
            "exposed_months": months,
            "p_alive": 1 / (1 + np.exp(-coming)),
            "clumpiness": rng.random(n),
            "category_richness": 4 + liking + rng.normal(size=n),
        }
    )
