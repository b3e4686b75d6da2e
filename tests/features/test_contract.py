import numpy as np
import pandas as pd
import pytest

from patronage.batch import CustomerBatch
from patronage.errors import ConfigError
from patronage.features.contract import ContractFeatures
from patronage.features.model import FeatureModel

FIELDS = {"charge_field": "fee", "months_field": "age"}
ENDED = {"ended_field": "left", "ended_level": "Yes"}


def subscribers(fee=(20.0, 50.0, np.nan)) -> CustomerBatch:
    """A source that knows customers and no transactions."""
    left = pd.Categorical(["No", "Yes", "No"], categories=["No", "Yes"])
    return CustomerBatch(
        customer_id=np.array(["ann", "bob", "cyd"], object),
        ledger={},
        attributes={
            "fee": np.array(fee),
            "age": np.array([3.0, 12.0, 1.0]),
            "left": left,
        },
    )


def table(family, batch):
    raw = pd.DataFrame({"status": "ok", **family(batch)})
    return FeatureModel(family.learned).fit_transform(raw)


def test_fields_become_charge_and_months_without_a_ledger():
    values = ContractFeatures(**FIELDS)(subscribers())
    np.testing.assert_array_equal(values["contract_charge"], [20, 50, np.nan])
    np.testing.assert_array_equal(values["contract_months"], [3, 12, 1])


def test_a_given_retention_values_contracts():
    family = ContractFeatures(**FIELDS, retention=0.97, discount_rate=0.12)
    value = table(family, subscribers())["clv_contract"]
    months = 0.97 / (1.12 ** (1 / 12) - 0.97)
    np.testing.assert_allclose(value, [20 * months, 50 * months, np.nan])


def test_retention_is_learned_from_contracts_that_ended():
    family = ContractFeatures(**FIELDS, **ENDED)
    made = table(family, subscribers())
    assert made["contract_ended"].tolist() == [0, 1, 0]
    assert made["clv_contract"][0] > 0
    assert made["clv_contract"][1] == 0


def test_without_a_word_on_retention_there_is_no_value():
    family = ContractFeatures(**FIELDS)
    assert not family.learned
    (value,) = (c for c in family.columns if c.name == "clv_contract")
    assert "retention" in value.needs


@pytest.mark.parametrize("more", [{}, {"retention": 0.9}, ENDED])
def test_every_column_is_declared(more):
    family = ContractFeatures(**FIELDS, **more)
    made = set(table(family, subscribers())) - {"status"}
    absent = set() if more else {"clv_contract"}
    assert made | absent == {column.name for column in family.columns}


def test_doubled_charges_double_the_money_and_nothing_else():
    family = ContractFeatures(**FIELDS, retention=0.9)
    once, twice = (
        table(family, subscribers(fee=np.array([20.0, 50.0, 1.0]) * times))
        for times in (1, 2)
    )
    money = [c.name for c in family.columns if c.unit.startswith("money")]
    pd.testing.assert_frame_equal(twice[money], 2 * once[money])
    assert twice["contract_months"].equals(once["contract_months"])


def test_a_field_that_the_source_does_not_have_is_refused():
    family = ContractFeatures(charge_field="price", months_field="age")
    with pytest.raises(ConfigError, match=r"'charge_field' .* \(fee, age\); got 'pri"):
        family(subscribers())


def test_retention_is_given_or_learned_and_not_both():
    with pytest.raises(ConfigError, match=r"got both, 0\.9 and 'left'"):
        ContractFeatures(**FIELDS, **ENDED, retention=0.9)


def test_money_without_a_price_of_time_is_refused():
    with pytest.raises(ConfigError, match="'discount_rate' should be above 0; got 0"):
        ContractFeatures(**FIELDS, discount_rate=0)


def test_a_retention_without_end_is_refused_before_any_work():
    with pytest.raises(ConfigError, match=r"'retention' should be 0 to 1"):
        ContractFeatures(**FIELDS, retention=97)


def test_months_that_cannot_be_are_unknown():
    family = ContractFeatures(**FIELDS)
    batch = subscribers()
    batch.attributes[family.months_field][0] = -1.0
    assert np.isnan(family(batch)["contract_months"][0])
