import pytest

from tests.rules.rule_worlds import composed

NAMES = composed("class42").segment_names


def test_seven_formats_in_two_markets_and_three_sizes_are_42_codes():
    codes = [name.key for name in NAMES]
    assert len(NAMES) == len(codes) == len(set(codes)) == 42
    assert codes[:4] == ["CZ1", "CZ2", "CZ3", "CB1"]
    assert codes[-1] == "XQ3"
    assert [n.key for n in NAMES[20:22]] == codes[20:22]


def test_a_name_says_all_three_parts_in_both_languages():
    name = NAMES[0]
    assert (name.en, name.zh) == ("Town · Grocery · large", "城镇·食杂店·大")


def test_there_is_no_43rd():
    with pytest.raises(IndexError):
        NAMES[42]
