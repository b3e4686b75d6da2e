import pytest

from patronage.profiles import Wording, status_in_words
from patronage.profiles.cards import REASONS_ZH


@pytest.mark.parametrize("status", sorted(REASONS_ZH))
def test_each_status_without_a_segment_is_said_in_both_languages(status):
    english, chinese = (
        status_in_words(status, Wording(language=each)) for each in ("en", "zh")
    )
    assert english.isascii()
    assert english != status.replace("_", " ")
    assert not chinese.isascii()


def test_a_status_that_is_not_known_is_told_by_its_name():
    assert status_in_words("on_leave", Wording()) == "on leave"
