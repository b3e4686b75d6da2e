"""The value schemes as their yamls compose them."""

import numpy as np
import pandas as pd
import pytest
from hydra import compose, initialize_config_dir

from patronage import config
from patronage.config.settings import register

SCORES = ("contribution", "support", "credit", "tenure", "influence")


def scheme(*overrides):
    register()
    with initialize_config_dir(str(config.root() / "conf"), version_base="1.3"):
        return config.instantiate(compose("config", overrides=list(overrides)).rules)


def customers(*columns, size=60):
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "customer_id": [f"c{i:02d}" for i in range(size)],
            "as_of": pd.Timestamp("2025-12-31"),
            "status": "ok",
            **{name: 100 * rng.random(size) for name in columns},
        }
    )


def test_retailers_are_weighed_by_the_published_judgement():
    features = customers(*(f"{name}_score" for name in SCORES), "monetary_total")
    fitted = scheme("rules=retailer_value").fit(features)
    found = fitted.appraisal_.weights_
    assert found == pytest.approx([0.3896, 0.2303, 0.2303, 0.0589, 0.0910], abs=5e-5)
    assert fitted.caveats(features) == []


def test_a_value_is_weighed_by_the_published_judgement_of_telecoms():
    features = customers("arpu", "credit_score", "influence_score", "monetary_total")
    fitted = scheme("rules=composite_value").fit(features)
    found = fitted.appraisal_.weights_
    assert found == pytest.approx([0.6250, 0.2385, 0.1365], abs=5e-5)


def test_what_the_ledger_alone_tells_is_revenue_and_that_is_said():
    features = customers("monetary_per_month", "monetary_total")
    fitted = scheme("rules=composite_value").fit(features)
    assert fitted.used_columns == ["monetary_per_month"]
    few, absent = fitted.caveats(features)
    assert few.startswith("1 active dimensions (arpu)")
    assert absent.endswith("credit, influence; the rest share their weight")


@pytest.mark.parametrize(
    ("experiment", "columns"),
    [
        ("telco_value", ["arpu", "contract", "tenure_months"]),
        (
            "telecom_arpu_value",
            ["arpu", "care_calls_per_month", "minutes_per_month"],
        ),
    ],
)
def test_what_stands_in_for_the_dimensions_gives_three(experiment, columns):
    features = customers(*columns)
    fitted = scheme(f"experiment={experiment}").fit(features)
    assert fitted.used_columns == columns
    assert fitted.caveats(features) == []
