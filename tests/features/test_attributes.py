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


def test_an_ordinal_keeps_its_order_and_all_its_levels():
    size = pd.Categorical(["L"], ["S", "M", "L"], ordered=True)
    batch = batch_of({"ann": [{"day": "2017-01-01"}]}, attributes={"size": size})
    values = AttributeFeatures(fields={"size": "ordinal"})(batch)
    assert values["size"].ordered
    assert list(values["size"].categories) == ["S", "M", "L"]


def test_a_column_says_of_which_kind_it_is():
    columns = AttributeFeatures(fields={"home_owner": "categorical"}).columns
    found = [(c.name, c.unit, c.meaning, c.needs) for c in columns]
    assert found == [("home_owner", "categorical", "declared: home owner", ())]
