import numpy as np
import pandas as pd

from patronage.features import LoyaltyFeatures, ValueFeatures, dictionary


def test_every_column_says_what_it_is():
    features = pd.DataFrame(
        {"monetary_total": [1.0, np.nan], "focal_lines": 1.0, "own_brand_share": 0.5}
    )
    families = {"loyalty": LoyaltyFeatures(), "value": ValueFeatures()}
    table = dictionary(features, families, {"own_brand_share": 0.06})
    table = table.set_index("column")
    assert table["family"].to_dict() == {
        "focal_lines": "loyalty",
        "own_brand_share": "loyalty",
        "monetary_total": "value",
    }
    assert table["kind"].tolist() == ["evidence", "learned", "raw"]
    assert table.loc["monetary_total", "missing_share"] == 0.5
    assert table.loc["own_brand_share", "polarization"] == 0.06
    assert np.isnan(table.loc["monetary_total", "polarization"])
    assert (table[["unit", "meaning"]] != "").all().all()
