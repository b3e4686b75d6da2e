"""What holds of every way to weigh indicators."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.base import clone

from patronage import io
from patronage.errors import ConfigError, QualityError
from patronage.weights import (
    AHP,
    AHPGroup,
    Combined,
    Critic,
    Delphi,
    Entropy,
    Equal,
    Given,
)

NAMES = ["value", "credit", "tenure"]
ROUND = {f"e{number}": [60, 30, 10 + number] for number in range(5)}
WAYS = {
    "equal": Equal(),
    "given": Given({"value": 0.5, "credit": 0.2, "tenure": 0.3}),
    "entropy": Entropy(),
    "entropy_minmax": Entropy(normalise="minmax"),
    "entropy_capped": Entropy(cap=0.4),
    "critic": Critic(),
    "ahp": AHP([[3, 4], [2]], names=NAMES),
    "ahp_group": AHPGroup([[[3, 4], [2]], [[1, 2], [2]]], names=NAMES),
    "delphi": Delphi([ROUND] * 4, names=NAMES),
    "linear": Combined(
        {"us": Given({"value": 1, "credit": 0, "tenure": 0}), "data": Critic()},
        mean="linear",
    ),
}
UTILITIES = arrays(
    np.float64, (7, 3), elements=st.integers(0, 20).map(lambda k: k / 20)
)


@pytest.mark.parametrize("way", WAYS)
@given(utilities=UTILITIES)
def test_weights_are_0_or_more_and_sum_to_1(way, utilities):
    weights = clone(WAYS[way]).fit(utilities, NAMES).weights_
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("way", WAYS)
@given(utilities=UTILITIES, order=st.permutations(range(3)))
def test_indicators_in_another_order_keep_their_weights(way, utilities, order):
    before = clone(WAYS[way]).fit(utilities, NAMES).weights_
    after = clone(WAYS[way]).fit(utilities[:, order], [NAMES[k] for k in order])
    assert after.weights_ == pytest.approx(before[order], abs=1e-9)


@pytest.mark.parametrize("way", WAYS)
def test_findings_are_finite_numbers(way):
    utilities = np.random.default_rng(0).random((20, 3))
    found = clone(WAYS[way]).fit(utilities, NAMES)
    assert found.findings()["max_weight"] == found.weights_.max()
    assert np.isfinite(list(found.findings().values())).all()


@pytest.mark.parametrize("way", WAYS)
def test_fitted_weights_can_be_kept_in_a_file(way, tmp_path):
    utilities = np.random.default_rng(0).random((20, 3))
    found = clone(WAYS[way]).fit(utilities, NAMES)
    kept = io.load_model(io.save_model(tmp_path / "weights.skops", found))
    assert kept.weights_.tolist() == found.weights_.tolist()
    assert kept.findings() == found.findings()


@pytest.mark.parametrize(
    ("names", "error", "words"),
    [
        ([], ConfigError, "got none"),
        (["a", "a", "b"], ConfigError, "different names; got a, a, b"),
        (["a", "b"], QualityError, r"shape \(4, 3\) for a, b"),
    ],
)
def test_names_and_columns_agree(names, error, words):
    with pytest.raises(error, match=words):
        Equal().fit(np.zeros((4, 3)), names)


@pytest.mark.parametrize("way", ["entropy", "critic"])
def test_customers_of_whom_not_all_is_known_have_no_say(way):
    utilities = np.random.default_rng(0).random((20, 3))
    gap = [[np.nan, 0.3, 0.9]]
    whole = clone(WAYS[way]).fit(utilities, NAMES).weights_
    assert clone(WAYS[way]).fit(np.r_[gap, utilities], NAMES).weights_ == (
        pytest.approx(whole)
    )
