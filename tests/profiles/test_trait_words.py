from patronage.profiles.trait_words import TRAIT_WORDS
from patronage.profiles.words import words


def test_every_entry_has_all_its_words():
    for column in TRAIT_WORDS:
        known = words(column)
        phrases = [known.label, known.high, known.low]
        assert all(phrase.en and phrase.zh for phrase in phrases), column
        assert known.high.en != known.low.en
        assert known.high.zh != known.low.zh


def test_words_fit_into_a_name():
    for column in TRAIT_WORDS:
        for phrase in (words(column).high, words(column).low):
            assert len(phrase.en) <= 26
            assert "/" not in phrase.en + phrase.zh
            assert "·" not in phrase.en + phrase.zh
