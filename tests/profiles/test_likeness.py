import numpy as np
import pandas as pd

from patronage.profiles.likeness import voices, without_copies


def test_a_copy_is_told_once_and_a_constant_is_no_copy():
    spend = [1.0, np.nan, 3.0]
    values = pd.DataFrame(
        {
            "spend": spend,
            "one": 1.0,
            "worth": spend,
            "uno": 1.0,
            "late": [1.0, 2.0, 3.0],
        }
    )
    assert list(without_copies(values)) == ["spend", "one", "uno", "late"]


def test_the_first_speaks_for_those_that_order_customers_alike():
    rng = np.random.default_rng(0)
    x = rng.normal(size=200)
    values = pd.DataFrame(
        {"x": x, "grows": np.exp(x), "falls": -x, "other": rng.normal(size=200)}
    )
    assert voices(values) == {"x": "x", "grows": "x", "falls": "x", "other": "other"}


def test_columns_known_of_other_customers_differ():
    x = np.arange(100.0)
    half = np.where(x % 2, x, np.nan)
    assert voices(pd.DataFrame({"x": x, "half": half}))["half"] == "half"


def test_a_constant_speaks_for_itself_alone():
    values = pd.DataFrame({"one": [1.0] * 5, "uno": [1.0] * 5})
    assert voices(values) == {"one": "one", "uno": "uno"}
