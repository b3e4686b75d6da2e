import pytest

from patronage.errors import ConfigError
from patronage.rules import GroupedPurpose
from patronage.segments import SegmentName

NAMES = [SegmentName(key=k, en=k, zh=k) for k in ("CZ1", "CZ2", "XZ1")]


def purpose(**actions):
    return GroupedPurpose(
        objective="o", decision="d", owner="w", segments=NAMES, actions=actions
    )


def test_each_segment_has_the_action_of_the_first_pattern_that_fits():
    made = purpose(**{"XZ1": "call", "*1": "visit", "*": "write"})
    assert made.actions == {"CZ1": "visit", "CZ2": "write", "XZ1": "call"}


def test_a_segment_without_an_action_is_refused():
    with pytest.raises(ConfigError, match="got none for 'CZ2'"):
        purpose(**{"*1": "visit"})


def test_an_action_that_no_segment_is_left_for_is_refused():
    with pytest.raises(ConfigError, match=r"'\*2' fits none"):
        purpose(**{"*": "write", "*2": "visit"})
