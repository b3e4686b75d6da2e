import html.parser
from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from patronage import profiles
from patronage.segments import Purpose

PURPOSE = Purpose(objective="Grow", decision="Whom", owner="CRM", actions={"a": "b"})
PAGE = profiles.Page(
    scheme="kmeans",
    purpose=PURPOSE,
    cards=pd.DataFrame({"segment": ["A"], "summary": ["9 · 1%"], "action": ["Call"]}),
    table=pd.DataFrame({"Median of": ["Orders"], "A": ["3"]}),
    wording=profiles.Wording(),
    figures={"Sizes": Figure(figsize=(1, 1))},
    notes=["Mind the gap."],
)


class Tags(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_page_holds_its_parts_in_order():
    text = profiles.report(PAGE)
    heads = ["Grow", "Segments", "Keep in mind", "Figures", "Profile", "How it was"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_nothing_is_asked_of_any_network():
    tags = Tags(profiles.report(PAGE)).found
    sources = [attrs["src"] for _, attrs in tags if "src" in attrs]
    assert len(sources) == 1
    assert sources[0].startswith("data:image/png;base64,")
    assert not {"script", "link", "iframe"} & {tag for tag, _ in tags}
    policy = [a["content"] for t, a in tags if t == "meta" and "http-equiv" in a]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onload='x",
        "</style><b>",
        "</title><svg/onload=x>",
    ],
)
def test_names_are_text_wherever_they_stand(payload):
    purpose = replace(PURPOSE, objective=payload, decision=payload, owner=payload)
    page = replace(
        PAGE,
        scheme=payload,
        purpose=purpose,
        cards=PAGE.cards.assign(segment=payload, summary=payload, action=payload),
        table=pd.DataFrame({payload: [payload]}),
        figures={payload: Figure(figsize=(1, 1))},
        notes=[payload],
    )
    plain = replace(page, scheme="x", figures={"x": Figure(figsize=(1, 1))})
    tags = [tag for tag, _ in Tags(profiles.report(page)).found]
    assert tags == [tag for tag, _ in Tags(profiles.report(plain)).found]
    assert payload not in profiles.report(page)


def test_headings_follow_the_language():
    text = profiles.report(replace(PAGE, wording=profiles.Wording(language="zh")))
    assert '<html lang="zh">' in text
    assert "计算方法" in text


def test_the_same_page_is_the_same_bytes():
    assert profiles.report(PAGE) == profiles.report(PAGE)


def test_empty_parts_leave_no_heading():
    bare = replace(PAGE, purpose=None, table=pd.DataFrame(), figures={}, notes=())
    text = profiles.report(bare)
    assert "Figures" not in text
    assert "Keep in mind" not in text


def test_verdict_rules_and_fidelity_are_told():
    page = replace(
        PAGE,
        verdict="Natural groups.",
        apart=pd.DataFrame({"Segment": ["A"], "Rule": ["Orders > 3"]}),
        fidelity="Up to three questions.",
    )
    text = profiles.report(page)
    parts = [
        "<dt>What they are</dt><dd>Natural groups.</dd>",
        "How to tell them apart",
        "<p>Up to three questions.</p>",
        "<td>Orders &gt; 3</td>",
        "Keep in mind",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "How to tell them apart" not in profiles.report(PAGE)
