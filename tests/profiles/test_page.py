import pytest

from patronage.profiles.page import printable


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
