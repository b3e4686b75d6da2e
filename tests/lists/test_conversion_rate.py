import pytest

from patronage.errors import ConfigError
from patronage.lists import ConversionRate
from tests.lists.people import people


def moved(pairs, **columns):
    before, after = zip(*pairs, strict=True)
    return people(segment_before=list(before), segment_after=list(after), **columns)


def test_without_a_history_it_is_the_default():
    assert ConversionRate()(people(p_true=[0.0] * 3)).tolist() == [0.1] * 3
    assert ConversionRate()(moved([("none", "true")])).tolist() == [0.1]


def test_a_history_is_drawn_to_the_default_by_what_that_is_worth():
    pairs = [("latent", "true")] * 10 + [("latent", "")] * 10 + [("none", "true")] * 9
    found = ConversionRate(default=0.1, prior_customers=30)(moved(pairs))
    assert set(found) == {(10 + 30 * 0.1) / (20 + 30)}


def test_who_looks_alike_counts_and_who_looks_like_nobody_gets_the_overall_rate():
    pairs = [("latent", "true")] * 3 + [("latent", "none")] * 3 + [("none", "none")]
    customers = moved(pairs, cluster=[0.0] * 3 + [1.0] * 3 + [2.0])
    found = ConversionRate(prior_customers=2, stratum="cluster")(customers)
    overall = (3 + 0.2) / 8
    assert found[0] == pytest.approx((3 + 2 * overall) / 5)
    assert found[5] == pytest.approx(2 * overall / 5)
    assert found[6] == pytest.approx(overall)


def test_a_stratum_that_is_not_there_is_no_obstacle():
    pairs = [("latent", "true")]
    assert ConversionRate(stratum="x")(moved(pairs))[0] == pytest.approx(4 / 31)


@pytest.mark.parametrize("wrong", [{"default": 1.1}, {"prior_customers": 0}])
def test_what_is_no_rate_is_refused(wrong):
    with pytest.raises(ConfigError, match="default should be a share"):
        ConversionRate(**wrong)
