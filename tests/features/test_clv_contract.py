import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.features.clv_contract import ContractValue, RenewalValue

LEARNED = RenewalValue("charge", "months", "ended")


def table(n=400, seed=1):
    draw = np.random.default_rng(seed)
    lasted = draw.geometric(draw.beta(1.0, 20.0, n))
    watched = draw.integers(0, 72, n)
    return pd.DataFrame(
        {
            "charge": draw.uniform(20, 90, n),
            "months": np.minimum(lasted, watched).astype(float),
            "ended": (lasted <= watched).astype(float),
        }
    )


def test_one_retention_for_all_is_the_formula_by_the_month():
    value = ContractValue("charge", retention=0.97, margin=0.5, discount_rate=0.12)
    monthly = 1.12 ** (1 / 12) - 1
    found = value.fit(table()).transform(pd.DataFrame({"charge": [80.0, np.nan]}))
    np.testing.assert_allclose(found, [40 * 0.97 / (monthly + 0.03), np.nan])


def test_a_retention_that_cannot_be_is_refused():
    with pytest.raises(ConfigError, match=r"'retention' .* got 1\.2"):
        ContractValue("charge", retention=1.2).fit(table())


def test_learned_value_is_what_the_contract_will_pay_on_average():
    fitted = clone(LEARNED).fit(table())
    rows = pd.DataFrame({"charge": [10.0], "months": [24.7], "ended": [0.0]})
    model, ahead = fitted.model_, np.arange(1, 5_000)
    stays = model.survival(24 + ahead) / model.survival(24)
    expected = 10 * (stays / 1.12 ** (ahead / 12)).sum()
    assert fitted.transform(rows) == pytest.approx(expected, rel=1e-4)


def test_who_stayed_longer_is_worth_more_and_who_left_nothing():
    fitted = clone(LEARNED).fit(table())
    rows = pd.DataFrame(
        {"charge": 10.0, "months": [0.0, 12, 60, 60], "ended": [0.0, 0, 0, 1]}
    )
    value = fitted.transform(rows)
    assert value[0] < value[1] < value[2]
    assert value[3] == 0


def test_doubled_charges_double_the_value():
    rows = table()
    fitted = clone(LEARNED).fit(rows)
    doubled = fitted.transform(rows.assign(charge=2 * rows["charge"]))
    np.testing.assert_allclose(doubled, 2 * fitted.transform(rows))


def test_unknown_ages_and_ends_teach_nothing_and_have_no_value():
    rows = table()
    unknown = pd.concat([rows.assign(months=np.nan), rows.assign(ended=np.nan)])
    fitted = clone(LEARNED).fit(pd.concat([rows, unknown]))
    assert fitted.model_.alpha_ == clone(LEARNED).fit(rows).model_.alpha_
    assert np.isnan(fitted.transform(unknown)).all()
