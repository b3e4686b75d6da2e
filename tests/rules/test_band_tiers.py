import numpy as np
import pytest

from patronage.errors import ConfigError
from tests.rules.rule_worlds import assert_exhaustive, composed, customers


def volumes(values):
    return customers(volume_per_month=np.array(values, float)).assign(
        volume_is_provisional=0.0
    )


def test_tiers_within_a_band_hold_equally_many_and_stay_frozen():
    features = volumes([*np.linspace(5.01, 9.99, 40), *np.linspace(10, 19.9, 20)])
    fitted = composed("tier8_quantile").fit(features)
    assert np.bincount(fitted.predict(features), minlength=8).tolist() == [
        0,
        10,
        10,
        10,
        10,
        10,
        10,
        0,
    ]
    assert [fitted.edges_.values[k] for k in (0, 2, 6)] == [20, 10, 5]
    other = volumes([7.0] * 5)
    assert len(set(fitted.predict(other))) == 1
    assert fitted.caveats(features) == []
    assert_exhaustive(fitted.assign(features), 8)


def test_a_band_with_too_few_values_is_parted_evenly_and_says_so():
    features = volumes([7, 7, 7, 30])
    fitted = composed("tier8_quantile").fit(features)
    assert fitted.edges_.values == composed("tier8").edges.values
    assert fitted.edges_.closures == composed("tier8").edges.closures
    said = fitted.caveats(features)
    assert [each[:14] for each in said] == ["the band 10–20", "the band 5–10 "]


@pytest.mark.parametrize("within", ["[2]", "[2,4,1]", "[2,0]"])
def test_each_band_says_how_many_tiers_it_has(within):
    with pytest.raises(ConfigError, match="for each of the 2 bands"):
        composed("tier8_quantile", f"rules.within={within}").fit(volumes([1]))


@pytest.mark.filterwarnings("error")
def test_a_fit_without_customers_parts_bands_evenly():
    nobody = customers(volume_per_month=[1.0], volume_is_provisional=[0.0])
    fitted = composed("tier8_quantile").fit(nobody.assign(status="no_purchase"))
    assert np.isfinite(fitted.edges_.values).all()
