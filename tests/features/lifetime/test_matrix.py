import numpy as np
import pandas as pd
import pytest

from patronage.errors import QualityError
from patronage.features.lifetime.matrix import columns_of

NAMES = ("x", "t_x")


def test_a_table_is_read_by_name_and_a_matrix_by_order():
    table = pd.DataFrame({"other": [9.0], "t_x": [5.0], "x": [1.0]})
    assert [c.tolist() for c in columns_of(table, NAMES)] == [[1], [5]]
    assert [c.tolist() for c in columns_of([[1, 5]], NAMES)] == [[1], [5]]


def test_what_is_missing_is_named():
    with pytest.raises(QualityError, match="got a table without t_x"):
        columns_of(pd.DataFrame({"x": [1.0]}), NAMES)
    with pytest.raises(QualityError, match=r"shape \(1, 3\)"):
        columns_of([[1, 2, 3]], NAMES)


def test_what_is_not_finite_is_counted():
    with pytest.raises(QualityError, match="got 2 rows"):
        columns_of([[1, np.nan], [np.inf, 2], [1, 2]], NAMES)
