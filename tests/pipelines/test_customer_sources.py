"""Sources of one row per customer are described, and segmented, as far as they go."""

import pandas as pd
import pytest
from commands import command, places


@pytest.fixture(scope="module")
def described(shared_data, tmp_path_factory):
    """Take a source in and describe it, as a user does."""

    def describe(source, *overrides):
        folder = tmp_path_factory.mktemp(source)
        for stage in ("ingest", "features"):
            given = [f"source={source}", *places(folder), "tracking.enabled=false"]
            done = command(stage, *given, *overrides, PATRONAGE_DATA=str(shared_data))
            assert done.returncode == 0, done.stderr
        made = folder / "data" / "processed" / source / "features.parquet"
        return pd.read_parquet(made), done.stdout

    return describe


def test_families_of_transactions_are_named_and_left_out(described):
    features, said = described("telecom_arpu")
    asked = "behavioural, loyalty, value, lifetime, volume, arpu, points"
    assert f"{asked} are made of transactions" in said
    assert features["status"].unique().tolist() == ["ok"]
    assert features["revenue_per_month"].mean() > 0
    assert "income" not in features  # declared sensitive


def test_contracts_have_a_value_yet_to_come(described):
    contract = ["features=[attributes,contract]", "features.contract.retention=0.97"]
    features, _ = described("telco", *contract)
    month = 1.12 ** (1 / 12) - 1
    expected = features["contract_charge"] * 0.97 / (1 + month - 0.97)
    pd.testing.assert_series_equal(
        features["clv_contract"], expected, check_names=False
    )
    assert str(features["contract"].dtype) == "category"
    assert features["contract"].cat.ordered


def test_a_survey_is_an_attitude_on_the_scale_that_was_asked(described):
    weights = "features.survey.weights={satisfaction: 1}"
    features, _ = described("mcdonalds", weights)
    attitude = features["survey_attitude"]
    assert attitude.notna().all()
    assert attitude.min() == 0
    assert attitude.max() == 100


def test_customers_without_transactions_are_segmented(shared_data, tmp_path):
    done = command(
        "run",
        "experiment=wholesale_spending",
        *places(tmp_path),
        "n_bootstraps=2",
        "n_nulls=2",
        PATRONAGE_DATA=str(shared_data),
    )
    assert done.returncode == 0, done.stderr
    assert "attitude cannot be measured from this source" in done.stdout
    segments = tmp_path / "data/processed/wholesale/segments"
    kmeans = pd.read_parquet(segments / "kmeans.parquet")
    assert len(kmeans) == 440
    assert kmeans["segment"].nunique() > 1
