"""What a user meets who opens the links that a job prints."""

import subprocess
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keep")]

FIGURE = "segment_profile.png"


def test_the_link_lists_every_scheme_of_the_job_and_no_other(page, shown):
    page.goto(shown.link("table"))
    for scheme in shown.schemes:
        expect(page.get_by_role("link", name=scheme, exact=True)).to_be_visible()
    expect(page.get_by_text(f"{len(shown.schemes)} matching runs")).to_be_visible()
    expect(page.get_by_text("silhouette").first).to_be_visible()
    assert page.faults == []


def test_the_charts_have_a_section_per_prefix_of_the_metrics(page, shown):
    page.goto(shown.link("chart"))
    for section in ("quality", "future", "size", "share"):
        expect(page.get_by_text(section, exact=True).first).to_be_attached()
    assert page.faults == []


def test_the_artifact_view_shows_segments_against_schemes(page, shown):
    page.goto(shown.link("cards"))
    expect(page.get_by_text("segment_cards.json")).to_be_visible()
    for button, column in (("Group by", "segment"), ("Compare", "summary")):
        chosen = page.get_by_role("combobox").filter(has_text=f"{button}:")
        expect(chosen).to_contain_text(column)
    cards = page.get_by_role("gridcell").filter(has_text=" customers")
    expect(cards.first).to_be_visible()
    assert page.faults == []


def test_the_compare_page_shows_one_figure_of_each_scheme_side_by_side(page, shown):
    # MLflow hides its list of files where the previews leave no room for it.
    page.set_viewport_size({"width": 600 + 600 * len(shown.schemes), "height": 1440})
    page.goto(shown.link("compare"))
    page.get_by_text(FIGURE, exact=True).click()
    images = page.locator("img[src^='blob:']:visible")
    expect(images).to_have_count(len(shown.schemes))
    page.wait_for_function(
        "n => [...document.images].filter(i => i.naturalWidth && i.offsetWidth)"
        ".length >= n",
        arg=len(shown.schemes),
    )
    tops = images.evaluate_all("all => all.map(i => i.getBoundingClientRect().top)")
    assert len({round(top) for top in tops[:3]}) == 1
    assert page.faults == []


def test_a_runs_page_is_headed_by_its_profile(page, shown):
    page.goto(shown.link("table"))
    page.get_by_role("link", name=shown.schemes[0], exact=True).click()
    expect(page.get_by_role("table").get_by_text("segment").first).to_be_visible()
    assert page.faults == []


def test_the_ui_asks_nobody_but_our_server(page, shown):
    page.goto(shown.link("table"))
    expect(page.get_by_role("link", name=shown.schemes[0], exact=True)).to_be_visible()
    assert page.outside == []


def test_the_server_listens_on_the_loopback_alone_and_knows_its_name(page, shown):
    address = f"http://127.0.0.1:{shown.port}/"
    evil = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(evil, timeout=10)
    listening = subprocess.run(["ss", "-ltnH"], capture_output=True, check=True)
    sockets = [line.split()[3] for line in listening.stdout.decode().splitlines()]
    assert [s for s in sockets if s.endswith(f":{shown.port}")] == [
        f"127.0.0.1:{shown.port}"
    ]
