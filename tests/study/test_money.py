import pandas as pd

from patronage.study.money import in_units


def test_cents_become_whole_units_and_other_columns_stay():
    ledger = pd.DataFrame({"amount": [1250], "quantity": [15], "order_no": [1]})
    told = in_units(ledger, {"money_scale": "2", "quantity_scale": "1"})
    assert told.to_dict("records") == [{"amount": 12.5, "quantity": 1.5, "order_no": 1}]
