import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.study.standard import Standard


class Halved:
    """Stands for a preprocessing: divides by two, learns nothing."""

    def fit(self, features):
        if "spend" not in features:
            raise ConfigError("no column.")
        return self

    def set_output(self, **_):
        return self

    def transform(self, features):
        return features[["spend"]] / 2


def features(*spend: float) -> pd.DataFrame:
    ids = [f"c{number}" for number in range(len(spend))]
    return pd.DataFrame({"customer_id": ids, "status": "ok", "spend": spend})


def test_what_is_absent_is_at_the_mean_of_the_first_day():
    learned = Standard.learned(Halved(), features(2.0, np.nan, 6.0))
    assert learned.matrix["spend"].tolist() == [1.0, 2.0, 3.0]
    assert learned.of(features(np.nan, 20.0))["spend"].tolist() == [2.0, 10.0]


def test_only_active_customers_are_in_the_matrix():
    table = features(2.0, 4.0).assign(status=["ok", "dormant"])
    assert Standard.learned(Halved(), table).matrix.index.tolist() == ["c0"]


def test_without_a_column_that_is_asked_for_there_is_none():
    learned = Standard.learned(Halved(), features(2.0).drop(columns="spend"))
    assert learned.fitted is None
    assert learned.matrix.shape == (1, 0)
