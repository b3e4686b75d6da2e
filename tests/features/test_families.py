import pytest

from patronage.errors import ConfigError
from patronage.features import (
    AttributeFeatures,
    BehaviouralFeatures,
    ContractFeatures,
    LoyaltyFeatures,
    SurveyFeatures,
    ValueFeatures,
    learned_columns,
    needed_columns,
    with_fields,
)
from patronage.features.families import needing_transactions

FAMILIES = {
    "attributes": AttributeFeatures(),
    "behavioural": BehaviouralFeatures(),
    "loyalty": LoyaltyFeatures(),
    "value": ValueFeatures(),
}


def test_needs_are_listed_once():
    needs = needed_columns(FAMILIES)
    assert len(set(needs)) == len(needs)
    assert {"order_day", "category", "store", "brand", "contacts"} <= set(needs)


def test_every_learned_column_is_declared():
    declared = {c.name for family in FAMILIES.values() for c in family.columns}
    several = {
        name: getattr(learned, "get_feature_names_out", lambda name=name: [name])()
        for name, learned in learned_columns(FAMILIES).items()
    }
    assert {name for names in several.values() for name in names} <= declared


def test_families_of_transactions_are_named():
    found = needing_transactions(FAMILIES, {"age"})
    assert found == ["behavioural", "loyalty", "value"]


def test_answers_and_fields_are_no_transactions():
    fees = ContractFeatures(charge_field="fee", months_field="cost")
    families = {"survey": SurveyFeatures(), "contract": fees}
    assert needing_transactions(families, {"fee", "cost"}) == []


@pytest.mark.parametrize("column", ["recency_days", "own_brand_share"])
def test_a_field_named_like_a_column_is_refused_raw_or_learned(column):
    with pytest.raises(ConfigError, match=f"not be named like .* '{column}'"):
        with_fields(FAMILIES, {column: {"kind": "numeric"}})


def test_without_attributes_a_field_may_have_any_name():
    families = {"value": ValueFeatures()}
    assert with_fields(families, {"monetary_total": {"kind": "numeric"}}) == families
