import numpy as np
from worlds import batch_of, day

from patronage.features.daily_spend import daily_spend

BOUGHT = {"is_return": 0}
ANN = [
    {"day": "2017-01-02", "amount": 10, **BOUGHT},
    {"day": "2017-01-02", "amount": 20, **BOUGHT},
    {"day": "2017-01-20", "amount": -5, "is_return": 1},
    {"day": "2017-03-01", "amount": 50, **BOUGHT},
]
CUSTOMERS = {"ann": ANN, "bob": []}


def spend(customers=CUSTOMERS):
    return daily_spend(batch_of(customers).at(day("2017-03-01"), 365).netted)


def spend_of_registered():
    batch = batch_of(CUSTOMERS, registered=np.array([True, True]))
    return daily_spend(batch.at(day("2017-03-01"), 365).netted)


def test_rows_add_up_to_days():
    daily = spend()
    assert daily.spend.values.tolist() == [30, -5, 50]
    assert daily.bought.tolist() == [True, False, True]


def test_unevenness_is_that_of_purchase_days():
    expected = np.std([30, 50], ddof=1) / 40
    np.testing.assert_allclose(spend().cv(), [expected])


def test_unevenness_needs_two_days_and_a_positive_mean():
    given_back = [{**row, "amount": -row["amount"]} for row in ANN]
    daily = spend({"ann": ANN[:1], "bob": given_back})
    assert np.isnan(daily.cv()).all()


def test_who_has_no_rows_has_no_days():
    daily = spend_of_registered()
    assert daily.days.counts.tolist() == [3, 0]
    assert np.isnan(daily.cv()[1])
