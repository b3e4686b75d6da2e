import pytest
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features import line_evidence

ANN = [
    {"day": "2017-01-02", "brand": "Own", "amount": 100, "discount": 0},
    {"day": "2017-01-02", "brand": "Other", "amount": 50, "discount": 50},
    {"day": "2017-03-09", "amount": 0, "discount": 0},
]
BOB = [
    {"day": "2017-01-02", "is_return": 0},
    {"day": "2017-01-03", "is_return": 1},
]


def at_end(rows: list[dict]):
    return batch_of({"ann": rows}).at(day("2017-03-20"), 365)


def test_continuity_counts_months_and_days_that_could_have_a_purchase():
    assert line_evidence.continuity(at_end(ANN)) == {
        "active_months": [2],
        "exposed_months": [3],
        "exposure_months": [2.6],
        "repeat_days": [1],
        "gaps": [1],
    }


def test_lines_of_no_known_brand_are_no_choice():
    assert line_evidence.preference(at_end(ANN), "Own") == {
        "focal_lines": [1],
        "branded_lines": [2],
    }


def test_a_focal_brand_that_nobody_sells_is_refused():
    with pytest.raises(ConfigError, match=r"brands \(Other, Own\); got 'Owm'"):
        line_evidence.preference(at_end(ANN), "Owm")


def test_lines_without_a_price_have_no_full_one():
    assert line_evidence.price(at_end(ANN)) == {
        "full_price_lines": [1],
        "priced_lines": [2],
    }


def test_returns_are_counted_among_all_lines():
    assert line_evidence.returns(at_end(BOB)) == {
        "returned_lines": [1],
        "all_lines": [2],
    }
