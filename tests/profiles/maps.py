"""Maps of customers who are spread evenly over two axes."""

import numpy as np
import pandas as pd

from patronage import profiles

COLUMNS = ["attitude", "repeat"]
NAMES = ["none", "inertia", "latent", "true"]


def axes_of(n, seed=0):
    values = np.random.default_rng(seed).uniform(size=(n, 2))
    return pd.DataFrame(values, columns=COLUMNS)


def map_of(axes, cut=0.5, **marked):
    across, upwards = axes.columns[:2]
    return profiles.QuadrantMap(
        axes=axes,
        across=profiles.MapAxis(column=across, label="Across", cut=cut),
        upwards=profiles.MapAxis(column=upwards, label="Upwards", cut=cut),
        corners=pd.DataFrame({"name": NAMES, "share": [0.4, 0.3, 0.2, 0.1]}),
        **marked,
    )
