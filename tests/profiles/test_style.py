import warnings

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from patronage.profiles.style import FONT, styled, wrap


@styled
def written(text):
    figure = Figure()
    figure.text(0.5, 0.5, text)
    return figure


def test_lines_break_where_parts_end():
    text = "High value · True loyalty · buys often/recent"
    assert wrap(text, 28) == "High value · True loyalty\nbuys often/recent"


def test_chinese_breaks_anywhere_and_counts_double():
    assert wrap("距上次购买天数", 8) == "距上次购\n买天数"


def test_a_bracket_is_not_torn():
    assert wrap("品类丰富度 (类)", 10) == "品类丰富度\n(类)"


def test_what_does_not_fit_is_cut_with_a_sign():
    assert wrap("one two three four", 5, lines=2) == "one\ntwo…"
    assert len(wrap("x" * 500, 10)) <= 20


@pytest.mark.parametrize("text", ["", " ", "·", "a", "(((", "\n\t"])
def test_odd_texts_do_no_harm(text):
    assert isinstance(wrap(text, 5), str)


def test_chinese_signs_and_dollars_are_drawn_as_they_stand(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = written("完全忠诚型 $5 to $6 _ ² – · \\frac{")
        figure.savefig(tmp_path / "text.png")
    assert FONT in figure.texts[0].get_fontfamily()


def test_the_callers_style_stays():
    before = dict(mpl.rcParams)
    written("x")
    assert dict(mpl.rcParams) == before
