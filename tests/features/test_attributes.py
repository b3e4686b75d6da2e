import numpy as np
import pandas as pd
from worlds import batch_of, day

from patronage.features import AttributeFeatures, with_fields


def test_declared_fields_pass_and_sensitive_ones_do_not():
    fields = {
        "size": {"kind": "numeric"},
        "illness": {"kind": "categorical", "sensitive": True},
    }
    family = with_fields({"attributes": AttributeFeatures()}, fields)["attributes"]
    assert [column.name for column in family.columns] == ["size"]


def test_values_are_those_of_the_customers_who_are_left():
    attributes = {"size": pd.array([1.0, 2.0]), "home": pd.Categorical(["o", "r"])}
    rows = {"ann": [], "bob": [{"day": "2017-01-01"}]}
    batch = batch_of(rows, attributes=attributes).at(day("2017-02-01"), 365)
    values = AttributeFeatures(fields={"size": "numeric", "home": "categorical"})(batch)
    assert np.asarray(values["size"]).tolist() == [2.0]
    assert list(values["home"]) == ["r"]
