import numpy as np
import pytest
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features import LoyaltyFeatures
from patronage.ragged import Ragged

ANN = [
    {"day": "2017-01-02", "brand": "Own", "amount": 100, "discount": 0},
    {"day": "2017-01-02", "brand": "Other", "amount": 50, "discount": 50},
    {"day": "2017-03-09", "amount": 0, "discount": 0},
]


def describe(**settings):
    batch = batch_of({"ann": ANN}, **settings).at(day("2017-03-20"), 365)
    return LoyaltyFeatures(focal_brand="Own")(batch)


def test_evidence_is_counted_as_k_of_n():
    values = {name: column[0] for name, column in describe().items()}
    assert values == {
        "active_months": 2,
        "exposed_months": 3,
        "exposure_months": 2.6,
        "repeat_days": 1,
        "gaps": 1,
        "focal_lines": 1,
        "branded_lines": 2,
        "full_price_lines": 1,
        "priced_lines": 2,
    }


def test_campaigns_and_answers_are_counted_up_to_as_of():
    days = np.array([day("2017-01-05"), day("2017-02-05"), day("2017-09-01")])
    offsets = np.array([0, 3])
    kinds = Ragged(np.zeros(3, np.int64), offsets)
    values = describe(
        contacts={"contacted_day": Ragged(days, offsets), "kind": kinds},
        events={
            "at_day": Ragged(days[:1], np.array([0, 1])),
            "kind": Ragged(np.zeros(1, np.int64), np.array([0, 1])),
        },
        levels={"brand": ("Other", "Own"), "events.kind": ("redemption",)},
    )
    assert values["campaigns"][0] == 2
    assert values["redemptions"][0] == 1


def test_without_a_focal_brand_there_is_no_preference():
    batch = batch_of({"ann": ANN}).at(day("2017-03-20"), 365)
    assert "focal_lines" not in LoyaltyFeatures()(batch)


def test_a_focal_brand_that_nobody_sells_is_refused():
    batch = batch_of({"ann": ANN}).at(day("2017-03-20"), 365)
    with pytest.raises(ConfigError, match=r"brands \(Other, Own\); got 'Owm'"):
        LoyaltyFeatures(focal_brand="Owm")(batch)


def test_returns_are_counted_among_all_lines():
    rows = [
        {"day": "2017-01-02", "is_return": 0},
        {"day": "2017-01-03", "is_return": 1},
    ]
    values = LoyaltyFeatures()(batch_of({"ann": rows}).at(day("2017-03-20"), 365))
    assert (values["returned_lines"][0], values["all_lines"][0]) == (1, 2)
    assert values["repeat_days"][0] == 0


def test_at_least_seven_columns_are_declared_beside_the_evidence():
    columns = [c for c in LoyaltyFeatures.columns if c.role == "measure"]
    assert len(columns) >= 7
    assert {c.name for c in columns} == set(LoyaltyFeatures.learned)


@pytest.mark.parametrize("name", ["own_brand_share", "full_price_share", "continuity"])
def test_each_rate_is_learned_from_declared_evidence(name):
    declared = {c.name for c in LoyaltyFeatures.columns}
    estimator = LoyaltyFeatures.learned[name]
    assert {estimator.successes, estimator.trials} <= declared
