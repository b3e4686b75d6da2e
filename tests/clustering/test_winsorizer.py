import numpy as np

from patronage.clustering import Winsorizer
from patronage.clustering.winsorizer import quantiles


def test_extremes_are_pulled_in_to_the_quantiles_of_the_fit():
    train = np.arange(101.0)[:, None]
    clipped = Winsorizer(lower=0.1, upper=0.9).fit(train)
    assert clipped.transform([[-1e12], [50.0], [1e12]]).ravel().tolist() == [10, 50, 90]


def test_repeating_every_row_changes_no_quantile():
    values = np.random.default_rng(0).normal(size=(37, 2))
    once = quantiles(values, 0.01, 0.25, 0.5, 0.99)
    assert (
        quantiles(np.repeat(values, 2, axis=0), 0.01, 0.25, 0.5, 0.99) == once
    ).all()
