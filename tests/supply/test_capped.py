import numpy as np
import pandas as pd

from patronage.supply import capped


def test_a_source_that_does_not_tell_has_none():
    features = pd.DataFrame({"known": [1.0], "empty": [np.nan]})
    assert capped(features, "absent") is None
    assert capped(features, "empty") is None


def test_unknown_months_are_not_capped():
    features = pd.DataFrame({"share": [0.5, np.nan]})
    assert capped(features, "share").tolist() == [0.5, 0.0]
