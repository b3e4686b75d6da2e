import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.rules import Appraisal, Indicator, RegionalWeights
from tests.rules.valued import Fixed, customers

SHARE = {name: Indicator(utility="share100") for name in "abc"}


def appraised(features, weights=(5, 2, 3), **settings):
    fitted = Appraisal(SHARE, Fixed(list(weights)), **settings).fit(features)
    return fitted, fitted(features)


def test_a_value_is_the_weighted_mean_of_utilities():
    _, found = appraised(customers(a=[100.0, 0], b=[50.0, 0], c=[0.0, 10]))
    assert found.value == pytest.approx([0.6, 0.03])
    assert found.coverage == pytest.approx([1, 1])


def test_what_a_customer_lacks_is_made_up_by_what_he_has():
    _, found = appraised(customers(a=[80.0, 80], b=[40.0, np.nan], c=[40.0, np.nan]))
    assert found.value[1] == pytest.approx(0.8)
    assert found.coverage[1] == pytest.approx(0.5)
    assert found.weights[1] == pytest.approx([1, 0, 0])


def test_below_half_of_the_weight_there_is_no_value():
    _, found = appraised(customers(a=[80.0, np.nan], b=[40.0, 40], c=[40.0, np.nan]))
    assert np.isnan(found.value[1])
    assert found.coverage[1] == pytest.approx(0.2)


def test_a_dimension_that_the_source_lacks_counts_against_coverage():
    fitted, found = appraised(customers(a=[80.0, 10], c=[40.0, 20]))
    assert fitted.absent == ["b"]
    assert found.coverage == pytest.approx([0.8, 0.8])
    assert found.value[0] == pytest.approx((0.5 * 0.8 + 0.3 * 0.4) / 0.8)


def test_active_is_what_has_weight_and_differs():
    fitted, _ = appraised(
        customers(a=[1.0, 2], b=[7.0, 7], c=[3.0, 4]), weights=(1, 1, 0)
    )
    assert fitted.active == ["a"]


def test_an_indicator_set_to_none_is_no_part():
    features = customers(a=[1.0, 2], c=[3.0, 4])
    fitted = Appraisal({**SHARE, "b": None}, Fixed()).fit(features)
    assert fitted.names == ["a", "c"]
    assert fitted(features).coverage == pytest.approx([1, 1])


def test_weights_differ_by_region():
    features = customers(a=[100.0, 100], b=[0.0, 0], c=[0.0, 0], region=["n", "s"])
    region = RegionalWeights("region", {"n": {"c": 1.5}})
    _, found = appraised(features, region=region)
    assert found.value == pytest.approx([0.465116, 0.5], abs=1e-6)


def test_a_customer_alone_has_the_value_that_he_has_in_a_batch():
    rng = np.random.default_rng(0)
    features = customers(**{n: np.round(100 * rng.random(50)) for n in "abc"})
    fitted, found = appraised(features)
    alone = [fitted(features.iloc[[row]]).value[0] for row in range(50)]
    assert alone == found.value.tolist()


def test_without_any_column_the_nearest_one_is_named():
    features = pd.DataFrame({"status": ["ok"], "credit_scores": [1.0]})
    with pytest.raises(ConfigError, match=r"credit_score.*found: 'credit_scores'"):
        Appraisal({"credit_score": Indicator()}, Fixed()).fit(features)


def test_coverage_is_a_share():
    with pytest.raises(ConfigError, match="coverage should be a share; got 2"):
        appraised(customers(a=[1.0]), coverage=2)


def test_equal_values_are_equal_whichever_utilities_they_are_made_of():
    rng = np.random.default_rng(3)
    scores = {name: rng.permutation(40) * 1.0 for name in "abc"}
    features = customers(**scores)
    fitted = Appraisal({name: Indicator() for name in "abc"}, Fixed([2, 1, 1]))
    value = fitted.fit(features)(features).value
    exact = 2 * scores["a"] + scores["b"] + scores["c"]
    assert len(np.unique(value)) == len(np.unique(exact))
