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
