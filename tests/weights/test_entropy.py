import numpy as np
import pytest

from patronage.errors import ConfigError, QualityError
from patronage.weights import Entropy

NAMES = ["price", "storage", "camera", "looks"]
PHONES = np.array(
    [
        [250, 16, 12, 5],
        [200, 16, 8, 3],
        [300, 32, 16, 4],
        [275, 32, 8, 4],
        [225, 16, 16, 2],
    ],
    dtype=float,
)


def test_numbers_of_the_phones():
    found = Entropy().fit(PHONES, NAMES)
    expected = [0.9937509, 0.9629611, 0.9718495, 0.9736669]
    assert found.entropies_ == pytest.approx(expected, abs=5e-8)
    expected = [0.0639154, 0.3788313, 0.2879206, 0.2693327]
    assert found.weights_ == pytest.approx(expected, abs=5e-8)
    assert found.warnings_ == []


def test_units_do_not_matter_but_what_is_added_does():
    whole = Entropy().fit(PHONES, NAMES).weights_
    assert Entropy().fit(PHONES * 100, NAMES).weights_ == pytest.approx(whole)
    assert Entropy().fit(PHONES + 100, NAMES).weights_ != pytest.approx(whole, rel=0.1)
    scaled = Entropy(normalise="minmax")
    whole = scaled.fit(PHONES, NAMES).weights_
    assert scaled.fit(PHONES - 500, NAMES).weights_ == pytest.approx(whole)


def test_a_constant_indicator_has_no_weight():
    table = PHONES.copy()
    table[:, 1] = 0.1
    for normalise in ("sum", "minmax"):
        assert Entropy(normalise=normalise).fit(table, NAMES).weights_[1] == 0


@pytest.mark.parametrize("rows", [PHONES[:1], PHONES[:0], np.full((3, 4), 0.1)])
@pytest.mark.parametrize("normalise", ["sum", "minmax"])
def test_customers_who_do_not_differ_give_equal_weights_and_a_warning(rows, normalise):
    found = Entropy(normalise=normalise).fit(rows, NAMES)
    assert found.weights_.tolist() == [0.25] * 4
    assert found.warnings_ == [
        "entropy: the customers do not differ: all weigh the same"
    ]


SKEWED = np.array([[1.0, 1, 1], [1, 2, 1], [2, 2, 2], [99, 3, 2]])


def test_skewed_money_takes_nearly_all_and_is_said_to():
    found = Entropy().fit(SKEWED, ["money", "visits", "age"])
    assert found.findings()["max_weight"] > 0.85
    assert "of the weight to money: it rewards skew" in found.warnings_[0]


def test_what_is_above_the_cap_goes_to_the_others_by_their_weights():
    whole = Entropy().fit(SKEWED, ["money", "visits", "age"]).weights_
    found = Entropy(cap=0.6).fit(SKEWED, ["money", "visits", "age"])
    assert found.weights_[0] == 0.6
    assert found.weights_[1:].sum() == pytest.approx(0.4)
    ratio = found.weights_[1] / found.weights_[2]
    assert ratio == pytest.approx(whole[1] / whole[2])
    assert "capped at 60%" in found.warnings_[0]


def test_a_cap_holds_for_those_that_others_push_above_it():
    weights = Entropy(cap=0.4).fit(SKEWED, ["money", "visits", "age"]).weights_
    assert weights.max() == pytest.approx(0.4)
    assert weights.sum() == pytest.approx(1)


def test_a_cap_lends_weight_to_constants_where_nothing_else_varies():
    table = np.c_[[1.0, 2, 3], np.ones(3), np.ones(3)]
    weights = Entropy(cap=0.6).fit(table, list("abc")).weights_
    assert weights == pytest.approx([0.6, 0.2, 0.2])


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"normalise": "max"}, ConfigError, "sum or minmax; got 'max'"),
        ({"cap": 0.2}, ConfigError, "between 1/4 and 1"),
        ({"cap": 1.1}, ConfigError, r"got 1\.1"),
        ({}, QualityError, "0 or more"),
    ],
)
def test_settings_that_cannot_be_are_one_sentence(settings, error, words):
    with pytest.raises(error, match=words):
        Entropy(**settings).fit(-PHONES, NAMES)
