import numpy as np

from patronage.profiles.shaded_markup import shaded_table


def test_a_larger_share_is_darker_and_an_unknown_one_blank():
    shares = np.array([[0.0, 1.0], [np.nan, 7.0]])
    told = shaded_table(shares, "{:.0%}".format, sides=["a", "b"], heads=["x", "<y>"])
    assert 'style="background: rgba(15, 107, 116, 0.03)">0%' in told
    assert 'style="background: rgba(15, 107, 116, 0.58)">100%' in told
    assert "1.00)" in told  # never more than opaque
    assert "<td></td>" in told
    assert "&lt;y&gt;" in told
