import numpy as np
import pandas as pd
import pytest

from patronage.compare.calibration import calibration
from patronage.errors import QualityError


def test_claims_are_counted_by_tenths_of_confidence():
    probability = np.array([0.25, 0.62, 0.64, 0.69, 0.9, 1.0, np.nan])
    held = np.array([True, True, False, False, True, True, True])
    table = calibration(probability, held)
    assert table["confidence_low"].tolist() == [0.25, 0.6, 0.9]
    assert table["confidence_high"].tolist() == [0.3, 0.7, 1.0]
    assert table["customers"].tolist() == [1, 3, 2]
    assert table["confidence"].tolist() == pytest.approx([0.25, 0.65, 0.95])
    assert table["kept"].tolist() == pytest.approx([1, 1 / 3, 1])


@pytest.mark.parametrize("share", [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_border_belongs_to_the_bin_above(share):
    drawn = round(share * 200) / 200
    assert (
        calibration(np.array([drawn]), np.array([True]))["confidence_low"][0] == share
    )


def test_honest_claims_are_kept_as_often_as_they_say():
    rng = np.random.default_rng(0)
    probability = rng.uniform(0.25, 1, 40_000)
    table = calibration(probability, rng.random(40_000) < probability)
    assert (table["kept"] - table["confidence"]).abs().max() < 0.03
    assert (table["kept_low"] < table["kept"]).all()
    assert (table["kept"] < table["kept_high"]).all()


def test_the_order_of_customers_does_not_matter():
    rng = np.random.default_rng(0)
    probability = rng.integers(50, 201, 500) / 200
    held = rng.random(500) < 0.5
    order = rng.permutation(500)
    pd.testing.assert_frame_equal(
        calibration(probability, held), calibration(probability[order], held[order])
    )


def test_no_claim_is_no_row():
    table = calibration(np.array([np.nan]), np.array([False]))
    assert table.empty
    assert "kept_high" in table


@pytest.mark.parametrize("wrong", [0.2, 1.2])
def test_what_is_no_probability_of_the_likeliest_is_refused(wrong):
    with pytest.raises(QualityError, match=f"from 0.25 to 1; got {wrong} in 1 rows"):
        calibration(np.array([0.5, wrong]), np.array([True, True]))
