from dataclasses import replace

import pytest

from patronage import profiles
from tests.profiles.comparisons import PURPOSE, comparison
from tests.profiles.hostile import NAMES, Markup, assert_only_ours


@pytest.fixture(scope="module")
def told():
    return profiles.comparison_report(comparison())


def test_the_decisions_come_first_and_the_making_last(told):
    heads = [
        "A shop",
        "8 rows read: all used.",
        "Where to spend: kmeans.",
        ".63 [.59, .67]",
        "One horizon.",
        "<td>Whom</td>",
        "What any scheme has to beat</h2>",
        "Segments of each scheme</h2>",
        "All measures</h2>",
        "How alike the schemes are</h2>",
        "Who is where in the other schemes</h2>",
        "<dt>Seed</dt>",
        "  name: shop",
    ]
    places = [told.index(head) for head in heads]
    assert places == sorted(places)


def test_every_link_of_the_contents_leads_to_a_part(told):
    tags = Markup(told).tags
    links = [attrs["href"] for tag, attrs in tags if tag == "a"]
    places = [f"#{attrs['id']}" for tag, attrs in tags if tag == "h2"]
    assert len(links) == 11
    assert links == places


def test_references_are_set_apart_and_explained(told):
    assert 'class="quiet"' in told
    assert "Everybody is treated alike" in told


def test_segments_are_told_with_their_shares(told):
    assert "<td>High spend</td><td>4</td><td>50%</td><td>90%</td>" in told


def test_crosswalks_but_the_first_open_on_a_click(told):
    assert told.index("kmeans → value</h3>") < told.index("<details>")
    assert told.index("value → kmeans</h3>") > told.index("<details>")


def test_three_figures_are_part_of_the_page(told):
    pictures = [attrs for tag, attrs in Markup(told).tags if tag == "img"]
    assert len(pictures) == 3
    assert_only_ours(told)


def test_heads_follow_the_language():
    page = comparison(wording=profiles.Wording(language="zh"))
    told = profiles.comparison_report(page)
    assert '<html lang="zh">' in told
    assert "不细分（维持现状）" in told


def test_the_same_page_is_the_same_bytes(told):
    assert profiles.comparison_report(comparison()) == told


def test_names_are_text_wherever_they_stand():
    every = " ".join(NAMES)
    told = named(every)
    assert_only_ours(told)
    assert Markup(told).shape == Markup(named("plain")).shape
    assert "<script" not in told


def named(said):
    purpose = replace(PURPOSE, objective=said, decision=said, owner=said)
    page = comparison(
        first=f"{said} 1",
        other=f"{said} 2",
        said=said,
        title=said,
        summary=[said],
        purposes={f"{said} 1": purpose},
        about=[(said, said)],
        data_quality=said,
        notes=[said],
        made=[(said, said)],
        settings=said,
    )
    return profiles.comparison_report(page)
