import pytest

from patronage.clustering.rates import is_rate


@pytest.mark.parametrize(
    "name", ["own_brand_share", "redemption_rate", "p_alive", "continuity", "a_missing"]
)
def test_the_unit_in_a_name_tells_a_rate(name):
    assert is_rate(name)


@pytest.mark.parametrize("name", ["monetary_mean", "share_price", "rate_plan_days"])
def test_the_word_elsewhere_does_not(name):
    assert not is_rate(name)
