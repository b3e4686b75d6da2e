from patronage.features import (
    BehaviouralFeatures,
    LoyaltyFeatures,
    learned_columns,
    needed_columns,
)

FAMILIES = {"behavioural": BehaviouralFeatures(), "loyalty": LoyaltyFeatures()}


def test_needs_are_listed_once():
    needs = needed_columns(FAMILIES)
    assert len(set(needs)) == len(needs)
    assert {"order_day", "category", "store", "brand", "contacts"} <= set(needs)


def test_every_learned_column_is_declared():
    declared = {c.name for family in FAMILIES.values() for c in family.columns}
    assert set(learned_columns(FAMILIES)) <= declared
