import numpy as np
import pytest

from patronage.clustering.enough_customers import require_customers, require_distinct
from patronage.clustering.rows import distinct_rows
from patronage.errors import QualityError


def test_as_many_customers_as_segments_are_enough():
    require_customers(3, 3)
    require_distinct(3, distinct_rows(np.array([[1.0], [2.0], [3.0], [3.0]])))


def test_fewer_customers_than_segments_are_refused():
    with pytest.raises(QualityError, match="3 segments need as many customers; got 2"):
        require_customers(3, 2)


def test_equal_customers_count_once():
    rows = distinct_rows(np.array([[1.0], [2.0], [2.0]]))
    with pytest.raises(QualityError, match=r"as many distinct customers; got 2 of 3\."):
        require_distinct(3, rows)


def test_one_distinct_point_is_named():
    rows = distinct_rows(np.ones((5, 2)))
    with pytest.raises(QualityError, match="one distinct point, use k = 1"):
        require_distinct(2, rows)
