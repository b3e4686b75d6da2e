import pandas as pd
import pytest

from patronage.errors import InputError
from patronage.overrides import targets, with_segments
from patronage.segments import SegmentName

HIGH = SegmentName(key="high", en="High value", zh="高端")
LOW = SegmentName(key="low", en="Low value", zh="低端")
NAMES = {0: HIGH, 1: LOW}


@pytest.mark.parametrize("said", ["low", "Low value", "LOW VALUE", "低端", "S02"])
def test_a_segment_is_meant_by_whatever_it_is_called(said):
    assert targets(NAMES, 2)[said.casefold()] == 1


def test_a_bare_number_is_no_segment_for_it_would_be_either_of_two():
    assert "1" not in targets(NAMES, 2)


def test_where_keys_are_numbers_a_number_is_a_key():
    names = {i: SegmentName(key=str(i + 1), en=f"t{i}", zh=f"t{i}") for i in (0, 1)}
    found = targets(names, 2)
    assert (found["1"], found["2"]) == (0, 1)
    assert "0" not in found


def test_clusters_without_names_go_by_id():
    assert targets({}, 2) == {"s01": 0, "s02": 1}


def test_a_scheme_that_places_nobody_has_no_targets():
    assert targets(NAMES, 0) == {}


def test_only_the_rows_of_the_scheme_are_taken():
    asked = pd.DataFrame(
        {
            "scheme": ["tier3", "loyalty"],
            "segment": ["低端", "true"],
            "line": ["2", "3"],
        }
    )
    found = with_segments(asked, "tier3", targets(NAMES, 2))
    assert found["segment"].tolist() == [1]


def test_an_unknown_segment_is_named_with_its_line_and_those_there_are():
    asked = pd.DataFrame({"scheme": ["tier3"], "segment": ["gold"], "line": ["7"]})
    words = r"line 7 should name a segment of tier3 \(.*high.*low.*\); got 'gold'"
    with pytest.raises(InputError, match=words):
        with_segments(asked, "tier3", targets(NAMES, 2))
