import numpy as np
import pytest

from patronage.clustering import RankNormalizer, YeoJohnson
from patronage.clustering.skew_transformer import skewness


def left_skewed():
    return 1 - np.random.default_rng(0).exponential(size=(300, 1))


def test_skew_of_either_sign_goes():
    values = np.hstack([left_skewed(), -left_skewed()])
    assert np.abs(skewness(values)).min() > 1
    assert np.abs(skewness(YeoJohnson().fit_transform(values))).max() < 0.3


@pytest.mark.parametrize("rate", [0.01, 100])
def test_the_currency_does_not_matter(rate):
    bent = YeoJohnson().fit_transform(left_skewed())
    again = YeoJohnson().fit_transform(left_skewed() * rate)
    assert again == pytest.approx(bent, rel=1e-6)


def test_a_column_that_asks_for_a_wild_exponent_is_ranked():
    values = left_skewed()
    ranked = YeoJohnson(max_lambda=0.1).fit_transform(values)
    assert (ranked == RankNormalizer().fit_transform(values)).all()
