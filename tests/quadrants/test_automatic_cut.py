import numpy as np
import pytest
from scipy.special import ndtr

from patronage.quadrants import AutomaticCut, MedianCut, MixtureCut
from patronage.quadrants.distinct_values import DistinctValues

RNG = np.random.default_rng(6)
ONE_GROUP = {
    "ranks": (np.arange(2000) + 0.5) / 2000,
    "rank axis": ndtr(RNG.normal(0, 0.7, 2000)),
    "normal": RNG.normal(size=2000),
    "skewed": RNG.lognormal(size=2000),
    "answers": RNG.integers(1, 6, 2000).astype(float),
}
GROUPS = np.concatenate([RNG.normal(0, 1, 600), RNG.normal(5, 1, 200)])


def test_what_is_truly_bimodal_is_cut_between_the_groups():
    fitted = AutomaticCut().fit(GROUPS)
    assert fitted.method_ == "mixture"
    assert fitted.cut_ == MixtureCut().fit(GROUPS).cut_


@pytest.mark.parametrize("values", ONE_GROUP.values(), ids=ONE_GROUP)
def test_what_is_not_is_cut_at_the_median(values):
    fitted = AutomaticCut().fit(values)
    assert fitted.method_ == "median"
    assert fitted.cut_ == MedianCut().fit(values).cut_


def test_ranks_would_pass_for_two_groups_but_for_the_trough():
    fitted = AutomaticCut().fit(ONE_GROUP["ranks"])
    assert fitted.bic_gain_ > 10
    assert fitted.ashman_d_ > 2
    assert fitted.trough_ < 3


def test_resamples_follow_the_choice_of_the_fit():
    fitted = AutomaticCut().fit(ONE_GROUP["ranks"])
    sample = DistinctValues.of(GROUPS)
    assert fitted.resampled(sample) == MedianCut().fit(GROUPS).cut_


def test_equal_customers_are_no_two_groups():
    fitted = AutomaticCut().fit(np.full(5, 2.0))
    assert (fitted.method_, fitted.cut_) == ("median", 2.0)
    assert fitted.bic_gain_ == fitted.ashman_d_ == fitted.trough_ == 0
