import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.quadrants import (
    AutomaticCut,
    BusinessCut,
    CutBootstrap,
    MeanCut,
    MedianCut,
    MixtureCut,
)

RNG = np.random.default_rng(8)
VALUES = RNG.normal(10, 2, 900)
GROUPS = np.concatenate([RNG.normal(0, 1, 400), RNG.normal(6, 1, 400)])


def bootstrap(cut, values=VALUES, **settings):
    return CutBootstrap(
        cut, **{"n_bootstraps": 200, "random_state": 1, **settings}
    ).fit(values)


def test_the_error_of_a_mean_is_known():
    found = bootstrap(MeanCut(), n_bootstraps=2000)
    assert found.se_ == pytest.approx(VALUES.std() / 30, rel=0.06)


def test_the_error_of_a_median_is_that_of_plain_resampling():
    plain = [np.median(RNG.choice(VALUES, len(VALUES))) for _ in range(2000)]
    found = bootstrap(MedianCut(), n_bootstraps=2000)
    assert found.se_ == pytest.approx(np.std(plain), rel=0.08)
    assert [found.low_, found.high_] == pytest.approx(
        np.percentile(plain, [2.5, 97.5]), abs=0.3 * found.se_
    )


def test_taking_neighbours_together_changes_the_error_little():
    values = RNG.normal(size=40_000)
    found = bootstrap(MedianCut(), values, n_bootstraps=1000)
    assert found.se_ == pytest.approx(np.sqrt(np.pi / 2 / 40_000), rel=0.1)
    assert found.cut_ == MedianCut().fit(values).cut_


def test_the_cut_lies_in_its_interval():
    for cut in (MedianCut(), MeanCut(), MixtureCut(), AutomaticCut()):
        found = bootstrap(cut, GROUPS)
        assert found.low_ <= found.cut_ <= found.high_
        assert found.draws_.shape == (200,)


def test_a_mixture_of_many_customers_is_resampled_about_its_cut():
    groups = np.concatenate([RNG.normal(0, 1, 5000), RNG.normal(6, 2, 5000)])
    found = bootstrap(MixtureCut(), groups, n_bootstraps=100)
    assert found.draws_.mean() == pytest.approx(found.cut_, abs=found.se_)


def test_the_order_of_customers_changes_no_bit():
    for cut in (MedianCut(), AutomaticCut()):
        first, second = bootstrap(cut, GROUPS), bootstrap(cut, RNG.permutation(GROUPS))
        assert first.draws_.tobytes() == second.draws_.tobytes()


def test_another_seed_is_another_sample_of_the_same_cut():
    first, second = bootstrap(MedianCut()), bootstrap(MedianCut(), random_state=2)
    assert first.cut_ == second.cut_
    assert not np.array_equal(first.draws_, second.draws_)


def test_more_customers_make_a_surer_cut():
    assert bootstrap(MedianCut()).se_ < bootstrap(MedianCut(), VALUES[:100]).se_


def test_a_threshold_of_the_business_has_no_error():
    found = bootstrap(BusinessCut(9))
    assert (found.cut_, found.se_, found.low_, found.high_) == (9, 0, 9, 9)


@pytest.mark.parametrize("values", [[], [0.1, 0.1, 0.1]])
def test_where_all_are_equal_nothing_moves(values):
    found = bootstrap(None, np.array(values))
    assert found.se_ == pytest.approx(0, abs=1e-15)
    assert (found.draws_ == found.cut_).all()


def test_cuts_are_frozen():
    found = bootstrap(None)
    before = found.cut_
    found.predict(VALUES + 100)
    assert found.cut_ == before
    assert found.predict([before]).tolist() == [1]
    assert found.method_ == "median"


def test_one_sample_has_no_spread():
    with pytest.raises(ConfigError, match="n_bootstraps of a cut should be 2 or more"):
        bootstrap(MedianCut(), n_bootstraps=1)
