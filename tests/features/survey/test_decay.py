import numpy as np
import pytest

from patronage.features.survey.decay import WHOLE, Decay


def test_an_answer_loses_half_of_its_weight_in_a_half_life():
    weights = Decay(half_life_days=180)(np.array([0, 180, 360, 720]))
    assert (weights / WHOLE).tolist() == [1, 0.5, 0.25, 0.0625]


def test_it_decays_exponentially_between():
    ages = np.arange(731)
    expected = np.exp(-np.log(2) * ages / 180)
    assert Decay()(ages) / WHOLE == pytest.approx(expected, rel=1e-6)


def test_an_old_answer_has_no_weight():
    assert (Decay(max_age_days=730)(np.array([730, 731, 20_000])) > 0).tolist() == [
        True,
        False,
        False,
    ]
