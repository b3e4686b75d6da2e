import numpy as np
import pytest
from features.survey.surveys import AS_OF, survey_of
from worlds import batch_of, day

from patronage.features import LoyaltyFeatures
from patronage.features.model import FeatureModel
from patronage.features.raw import raw_features

ANN = [
    {"day": "2017-01-02", "brand": "Own", "amount": 100, "discount": 0},
    {"day": "2017-01-02", "brand": "Other", "amount": 50, "discount": 50},
    {"day": "2017-03-09", "amount": 0, "discount": 0},
]
COMPLAINTS = [{"kind": "complaint", "day": AS_OF}]
OF_TIME = {"active_months", "exposed_months", "exposure_months", "repeat_days", "gaps"}


def describe(family: LoyaltyFeatures, **settings) -> dict[str, np.ndarray]:
    return family(batch_of({"ann": ANN}, **settings).at(day("2017-03-20"), 365))


def test_every_count_that_the_source_allows_is_made():
    assert set(describe(LoyaltyFeatures(focal_brand="Own"))) == OF_TIME | {
        *("focal_lines", "branded_lines", "full_price_lines", "priced_lines")
    }


def test_without_a_focal_brand_there_is_no_preference():
    assert "focal_lines" not in describe(LoyaltyFeatures())


def test_a_ledger_of_days_alone_tells_of_continuity():
    bare = batch_of({"ann": [{"day": "2017-01-02"}]}).at(day("2017-03-20"), 365)
    assert set(LoyaltyFeatures(focal_brand="Own")(bare)) == OF_TIME


def test_feedback_tells_of_complaints():
    values = LoyaltyFeatures()(survey_of({"ann": COMPLAINTS}))
    assert values["unresolved_complaints"].tolist() == [1]
    values = LoyaltyFeatures(complaint="moan")(survey_of({"ann": COMPLAINTS}))
    assert values["unresolved_complaints"].tolist() == [0]


def test_what_was_declared_tells_of_the_wallet():
    values = describe(
        LoyaltyFeatures(wallet_field="spend"), attributes={"spend": np.array([1_000.0])}
    )
    assert values["wallet_share"] == pytest.approx([150 / 2.6 / 1_000])


def test_the_order_of_complaints_and_what_others_say_change_no_bit():
    rows = [*COMPLAINTS, {"kind": "complaint", "day": AS_OF - 9, "resolved": AS_OF - 3}]
    first = LoyaltyFeatures()(survey_of({"ann": rows}))
    again = LoyaltyFeatures()(survey_of({"ann": rows[::-1], "al": rows * 3}))
    for name, values in first.items():
        assert values[0].tobytes() == again[name][1].tobytes(), name


def test_complaints_after_as_of_are_invisible():
    later = {"kind": "complaint", "day": AS_OF + 1}
    first = LoyaltyFeatures()(survey_of({"ann": COMPLAINTS}))
    again = LoyaltyFeatures()(survey_of({"ann": [*COMPLAINTS, later]}))
    assert first == again


def test_at_least_seven_columns_are_declared_beside_the_evidence():
    measures = {c.name for c in LoyaltyFeatures.columns if c.role == "measure"}
    assert len(measures) >= 7
    assert measures - {"wallet_share"} == set(LoyaltyFeatures().learned)


@pytest.mark.parametrize("name", list(LoyaltyFeatures().learned))
def test_each_rate_is_learned_from_evidence(name):
    evidence = {c.name for c in LoyaltyFeatures.columns if c.role == "evidence"}
    inputs = LoyaltyFeatures().learned[name].get_params().values()
    assert {i for i in inputs if isinstance(i, str)} <= evidence | {"n_orders"}


def test_the_feature_model_makes_a_rate_of_each_count():
    rng = np.random.default_rng(4)
    customers = {
        f"c{i:03}": [
            {"day": "2017-01-02", "amount": 5, "discount": int(rng.random() < i / 200)}
            for _ in range(9)
        ]
        for i in range(200)
    }
    family = LoyaltyFeatures()
    batch = batch_of(customers).at(day("2017-03-20"), 365)
    raw = raw_features(batch, {"loyalty": family})
    table = FeatureModel(family.learned).fit(raw).transform(raw)
    share = table["full_price_share"]
    assert ((share > 0) & (share < 1)).all()
    assert (share.rank() == raw["full_price_lines"].rank()).all()
