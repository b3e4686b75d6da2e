import numpy as np
import pytest
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features.lifetime import LifetimeFeatures
from tests.features.lifetime.made_ledger import LAST_DAY, made_ledger


def described(family, **shop):
    rows = [{"day": "2023-03-01"}, {"day": "2023-03-08", "amount": 5}]
    batch = batch_of(shop or {"ann": rows}).at(day(LAST_DAY), 360, 360)
    return family(batch)


@pytest.mark.parametrize("cycle_days", [None, 7])
def test_every_column_is_declared_and_made(cycle_days):
    family = LifetimeFeatures(cycle_days=cycle_days)
    (model,) = family.learned.values()
    made = [*described(family), *model.get_feature_names_out()]
    assert made == [column.name for column in family.columns]
    assert set(model.inputs) <= set(made)


def test_evidence_describes_no_segment():
    family = LifetimeFeatures(cycle_days=7)
    roles = {column.name: column.role for column in family.columns}
    measures = {name for name, role in roles.items() if role == "measure"}
    assert measures == set(family.learned["lifetime"].get_feature_names_out())


def test_settings_reach_the_model():
    family = LifetimeFeatures(model="bgbb", cycle_days=7, margin=0.3)
    assert family.learned["lifetime"].get_params() == {
        "model": "bgbb",
        "cycle_days": 7,
        "horizon_days": 365,
        "discount": 0.12,
        "value_weeks": 156,
        "margin": 0.3,
    }


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"model": "nbd"}, "'model' should be one of auto, mbgnbd"),
        ({"model": "bgbb"}, "model 'bgbb' needs cycle_days"),
        ({"cycle_days": 0}, "cycle_days should be at least 1; got 0"),
        ({"discount": 0.0}, "discount should be above 0; got 0.0"),
        ({"horizon_days": 0}, "should be at least 1; got 0 and 156"),
        ({"margin": 30.0}, "margin should be a share above 0 and at most 1; got 30.0"),
    ],
)
def test_settings_that_mean_nothing_are_refused(settings, sentence):
    with pytest.raises(ConfigError, match=sentence):
        LifetimeFeatures(**settings)


def test_other_customers_of_the_batch_change_no_bit():
    start = np.datetime64("2023-01-01")
    shop: dict[str, list[dict]] = {}
    for customer, days, cents in made_ledger():
        bought = {"day": str(start + days), "amount": cents}
        shop.setdefault(f"{customer:02}", []).append(bought)
    family = LifetimeFeatures(cycle_days=7)
    together = described(family, **shop)
    for i, (customer, rows) in enumerate(shop.items()):
        alone = described(family, **{customer: rows})
        for name, values in alone.items():
            assert values.tobytes() == together[name][i : i + 1].tobytes(), name
