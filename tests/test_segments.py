import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.segments import Membership, Purpose, SegmentScheme

PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"high": "call"})


class Half(SegmentScheme):
    """Customers with x above 0, and the others; below -9 it does not know."""

    name = "half"
    purpose = PURPOSE

    def fit(self, features, y=None):
        self.n_segments_ = 2
        return self

    def membership(self, features):
        x = features["x"].to_numpy()
        known = x > -9
        return Membership(
            segment=np.where(known, x > 0, -1).astype(np.int64),
            status=np.where(known, "ok", "unknown"),
            probability=np.ones(len(x)),
            margin=np.abs(x),
        )


def test_every_customer_has_a_segment_or_a_status():
    features = pd.DataFrame(
        {
            "customer_id": list("abcd"),
            "as_of": pd.Timestamp("2017-01-01"),
            "status": ["ok", "dormant", "ok", "ok"],
            "x": [1.0, np.nan, -1.0, -10.0],
        }
    )
    table = Half().fit(features).assign(features)
    assert table["segment"].tolist() == [1, -1, 0, -1]
    assert table["status"].tolist() == ["ok", "dormant", "ok", "unknown"]
    assert table["segment"].dtype == np.int64
    assert Half().fit(features).predict(features).tolist() == [1, -1, 0, -1]


@pytest.mark.parametrize("missing", ["objective", "decision", "owner", "actions"])
def test_a_scheme_without_a_purpose_is_refused(missing):
    answers = {**vars(PURPOSE), missing: ""}
    with pytest.raises(ConfigError, match=f"why it exists; empty: {missing}"):
        Purpose(**answers)
