import numpy as np
import pandas as pd

from patronage.clustering.centres import Centres

CUSTOMERS = pd.DataFrame(
    {
        "spend": [*np.arange(11.0), *[100.0] * 5, 7.0],
        "format": "A",
        "active": True,
    }
)
SEGMENT = np.array([0] * 11 + [1] * 5 + [-1])


def test_what_is_typical_is_the_median_of_the_numbers():
    found = Centres.of(CUSTOMERS, ["spend", "format", "active", "other"], SEGMENT, 2)
    assert found.columns == ["spend"]
    assert found.typical(0, "spend") == 5


def test_of_fewer_than_ten_customers_and_of_other_columns_nothing_is_told():
    found = Centres.of(CUSTOMERS, ["spend"], SEGMENT, 2)
    assert np.isnan(found.typical(1, "spend"))
    assert np.isnan(found.typical(0, "format"))
