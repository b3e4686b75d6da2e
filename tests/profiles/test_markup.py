import html.parser

import pandas as pd
import pytest

from patronage.profiles import markup


class Tags(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.0, "0.0%"), (1e-9, "0.1%"), (0.5, "50.0%"), (0.9999, "99.9%"), (1.0, "100.0%")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share, told):
    assert markup.bar(share).endswith(f"</span>{told}")


def test_an_unknown_share_is_a_dash():
    assert markup.bar(float("nan")) == "–"


def test_only_the_named_columns_are_bars():
    frame = pd.DataFrame({"a": [0.5], "b": [0.5]})
    found = markup.table(frame, bars=["b"])
    assert "<td>0.5</td>" in found
    assert found.count('class="bar"') == 1


def test_nothing_has_no_heading_and_no_table():
    assert markup.headed("head", "") == ""
    assert markup.table(pd.DataFrame({"a": []})) == ""


def test_a_title_is_text():
    tags = Tags(markup.document("</title><script>", ["<p>x</p>"])).found
    assert "script" not in tags
    assert tags.count("p") == 1


def test_parts_of_a_long_page_are_linked_and_empty_ones_left_out():
    parts = [(f"Part {number}", "<p>x</p>") for number in range(5)] + [("Empty", "")]
    told = "".join(markup.chapters(parts, contents="Contents"))
    assert told.count("<a ") == told.count("<h2 ") == 5
    assert "Empty" not in told
    assert "<nav" not in "".join(markup.chapters(parts[:4], contents="Contents"))


def test_lines_are_kept_as_they_are_but_for_hidden_signs():
    told = markup.verbatim("a:\n  b: <i>\x1b\u202e\n")
    assert told == "<pre>a:\n  b: &lt;i&gt;</pre>"
    assert markup.verbatim("") == ""


def test_what_is_beside_a_value_stands_below_it():
    assert markup.stacked("a · .6 [.5, .7] · 1=") == (
        "a · .6 [.5, .7]<small>1=</small>"
    )
    assert markup.stacked("<b>") == "&lt;b&gt;"


def test_the_last_rows_can_be_set_apart():
    told = markup.table(pd.DataFrame({"a": ["x", "y"]}), quiet=1)
    assert "<tbody><tr><td>x</td></tr></tbody>" in told
    assert '<tbody class="quiet"><tr><td>y</td></tr></tbody>' in told


def test_what_is_folded_needs_something_to_fold():
    assert markup.folded("More", "") == ""
    assert markup.folded("<b>", "<p>x</p>").startswith(
        "<details><summary>&lt;b&gt;</summary>"
    )
