import numpy as np
import pandas as pd

from benchmarks.features_agreement import difference, problems

TABLE = pd.DataFrame({"n": [1.0, 2.0], "share": [0.5, np.nan]}, index=[7, 8])


def test_a_table_agrees_with_itself():
    assert problems(TABLE, TABLE.copy(), "sql") == []


def test_missing_further_and_differing_columns_are_told_by_name():
    other = TABLE.assign(n=[1.0, 2.5], more=0.0).drop(columns="share")
    told = problems(TABLE, other, "sql")
    assert told == [
        "sql lacks ['share']",
        "sql has ['more'] beside",
        "sql n differs by 2.5e-01",
    ]


def test_a_value_where_the_other_has_none_is_a_difference():
    assert difference(TABLE["share"], TABLE["share"].fillna(0)) == np.inf


def test_tables_of_other_customers_are_not_compared():
    assert problems(TABLE, TABLE.iloc[:1], "sql") == ["sql has other customers"]
