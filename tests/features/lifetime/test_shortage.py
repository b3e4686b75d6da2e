import numpy as np
import pytest

from patronage.features.lifetime.shortage import shortage


@pytest.mark.parametrize(
    ("customers", "repeaters", "days", "reason"),
    [
        (499, 100, 90, "it needs 500 customers; got 499"),
        (500, 99, 90, "it needs 100 who bought again; got 99"),
        (500, 100, 89, "it needs a history of 3 usual gaps of 30 days; got 89 days"),
        (500, 100, 90, ""),
    ],
)
def test_what_is_lacking_is_said(customers, repeaters, days, reason):
    x = (np.arange(customers) < repeaters).astype(float)
    assert shortage(x, 30 * x, np.full(customers, float(days))) == reason
