import pytest

from patronage.profiles.page import printable, sentence


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand  more", "two lines and more"),
        ("\x1b[31mred", "[31mred"),
        ("a\u202egnp", "agnp"),
        ("完全忠诚型", "完全忠诚型"),
        (None, "None"),
    ],
)
def test_texts_stand_on_one_line_without_hidden_signs(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("natural groups", "Natural groups."),
        ("Already one.", "Already one."),
        ("并非自然群体", "并非自然群体。"),
        ("", ""),
    ],
)
def test_a_phrase_becomes_a_sentence(phrase, said):
    assert sentence(phrase) == said
