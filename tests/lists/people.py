"""A few customers as lists see them, each with what a test says of them."""

import numpy as np
import pandas as pd

KEYS = ["none", "inertia", "latent", "true"]


def people(**columns) -> pd.DataFrame:
    """Reachable customers a, b, c ...; a value that is not a list is everybody's."""
    size = max((len(v) for v in columns.values() if isinstance(v, list)), default=1)
    usual = {
        "customer_id": [f"c{i:03d}" for i in range(size)],
        "status": "ok",
        "reachable": True,
        "segment": "latent",
        "group": "treat",
        "strength": 0.5,
        **{f"p_{key}": 0.0 for key in KEYS},
    }
    return pd.DataFrame(usual | columns, index=np.arange(size))
