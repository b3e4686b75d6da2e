import pytest
from cells import cells

from patronage.ingest.casting.cast import flag, whole


def flags(given, kind="VARCHAR", nulls=()):
    return cells(lambda kind: flag("is_return", kind, nulls=nulls), given, kind)


def wholes(given, kind="VARCHAR", **settings):
    return cells(lambda kind: whole("line_id", kind, **settings), given, kind)


def test_a_flag_is_yes_no_or_unknown():
    given = ["true", "no", "1", "F", "", "  ", None, "perhaps"]
    fault = "[is_return_format]"
    assert flags(given) == [True, False, True, False, None, None, None, fault]


def test_a_declared_token_is_no_flag_and_no_fault():
    assert flags(["-", " n "], nulls=["-", "n"]) == [None, None]
    assert flags([1, 0, 9], "INTEGER", nulls=["9"]) == [True, False, None]


def test_whole_numbers_are_never_rounded():
    given = ["12", " -7 ", "+5", "1.5", ".5", "1_000", "0x1F", "1e3", "", "9" * 20]
    fault = "[line_id_format]"
    assert wholes(given) == [12, -7, 5, *[fault] * 7]
    assert wholes([2.0, 2.5, None], "DOUBLE") == [2, fault, fault]


def test_large_whole_numbers_stay_apart():
    given = [2**53 - 1, 2**53, 2**53 + 1]
    assert wholes(map(str, given)) == given
    assert wholes(given, "HUGEINT") == given


@pytest.mark.parametrize("kind", ["VARCHAR", "INTEGER"])
def test_a_whole_number_may_be_missing_where_it_is_not_required(kind):
    assert wholes([None], kind, required=False) == [None]
    assert wholes(["-1", "3"], kind, required=False, nulls=["-1"]) == [None, 3]
