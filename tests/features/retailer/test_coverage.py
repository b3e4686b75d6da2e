import numpy as np
import pandas as pd

from patronage.features import PeerIndicator
from patronage.features.retailer import IndicatorCoverage

DECLARED = {
    "money": PeerIndicator(columns=["margin", "spend"]),
    "volume": PeerIndicator(columns=["units"]),
    "leader": PeerIndicator(columns=["leader"]),
    "visits": PeerIndicator(columns=["visits"]),
}


def test_coverage_is_the_share_of_what_was_declared():
    table = pd.DataFrame(
        {
            "spend": [1.0, 2, np.nan],
            "units": [1.0, np.nan, np.nan],
            "leader": ["yes", "no", None],
        }
    )
    fitted = IndicatorCoverage(DECLARED).fit(table)
    assert fitted.transform(table).tolist() == [0.75, 0.5, 0]
    assert set(fitted.inputs) == {"spend", "units", "leader"}


def test_only_the_column_that_stood_at_the_fit_counts():
    fitted = IndicatorCoverage(DECLARED).fit(pd.DataFrame({"spend": [1.0]}))
    later = pd.DataFrame({"spend": [np.nan], "margin": [1.0]})
    assert fitted.transform(later).tolist() == [0]
