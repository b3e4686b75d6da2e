import pytest

from patronage.rules import Reason, reason_in_words


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_in_both_languages(reason):
    english, chinese = (reason_in_words(str(reason), each) for each in ("en", "zh"))
    assert "_" not in english
    assert chinese != english


def test_a_reason_that_is_not_known_is_told_as_it_stands():
    assert reason_in_words("by decree", "zh") == "by decree"
