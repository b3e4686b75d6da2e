from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from patronage import profiles
from patronage.segments import Purpose
from tests.profiles.hostile import NAMES, Markup, assert_only_ours

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
SCORECARD = pd.DataFrame(
    {
        "metric": ["future/gini", "own/thing"],
        "value": [0.63, 1.0],
        "low": [0.59, 0.5],
        "high": [0.67, 1.5],
    }
)
KOTLER = pd.DataFrame({"criterion": ["measurable"], "value": [0.5], "met": [0.0]})
PLAN = pd.DataFrame(
    {
        "name": ["A"],
        "customers": [9],
        "service_level": ["Manager"],
        "channel": ["app"],
        "contact_plan": ["A call."],
        "cost_per_customer": [2.0],
        "contacts_per_month": [1.0],
        "capacity": pd.array([None], dtype="Int64"),
    }
)


def test_the_page_holds_its_parts_in_order():
    text = profiles.report(PAGE)
    parts = ["Segments", "Keep in mind", "Figures", "Profile", "How it was computed"]
    heads = ["Grow", *(f"{part}</h2>" for part in parts)]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_nothing_is_asked_of_any_network():
    tags = Markup(profiles.report(PAGE)).tags
    sources = [attrs["src"] for _, attrs in tags if "src" in attrs]
    assert len(sources) == 1
    assert sources[0].startswith("data:image/png;base64,")
    assert not {"script", "link", "iframe"} & {tag for tag, _ in tags}
    policy = [a["content"] for t, a in tags if t == "meta" and "http-equiv" in a]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_wherever_they_stand(name):
    told = profiles.report(named(name))
    assert_only_ours(told)
    assert Markup(told).shape == Markup(profiles.report(named("plain"))).shape


def named(name):
    return replace(
        PAGE,
        scheme=name,
        purpose=replace(PURPOSE, objective=name, decision=name, owner=name),
        cards=PAGE.cards.assign(segment=name, summary=name, action=name),
        table=pd.DataFrame({name: [name]}),
        figures={name: Figure(figsize=(1, 1))},
        notes=[name],
        verdict=name,
        apart=pd.DataFrame({name: [name]}),
        fidelity=name,
        about=[(name, name)],
        scorecard=SCORECARD.assign(metric=["future/gini", name]),
        kotler=KOTLER.assign(criterion=name),
        playbook=PLAN.assign(
            name=name, service_level=name, channel=name, contact_plan=name
        ),
        playbook_note=name,
        data_quality=name,
        made=[(name, name)],
        settings=name,
    )


def test_quality_playbook_and_making_are_told():
    page = replace(
        PAGE,
        scorecard=SCORECARD,
        kotler=KOTLER,
        playbook=PLAN,
        playbook_note="Costs are examples.",
        data_quality="9 rows read.",
        made=[("Seed", "0")],
        settings="source:\n  name: shop\n",
    )
    told = profiles.report(page)
    parts = [
        "<dt>Data</dt><dd>9 rows read.</dd>",
        "<td>Manager</td>",
        "Costs are examples.",
        "<td>.63</td><td>[.59, .67]</td>",
        "✗ missed",
        "<dt>Seed</dt><dd>0</dd>",
        "source:\n  name: shop</pre>",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert "Carried out by: CRM" in told


def test_a_long_page_begins_with_its_contents():
    links = [a["href"] for tag, a in Markup(profiles.report(PAGE)).tags if tag == "a"]
    assert links == [f"#part-{number}" for number in range(1, 6)]


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
        '<p class="verdict">Natural groups.</p>',
        "<dt>Objective</dt>",
        "How to tell them apart</h2>",
        "<p>Up to three questions.</p>",
        "<td>Orders &gt; 3</td>",
        "Keep in mind</h2>",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "How to tell them apart" not in profiles.report(PAGE)
