"""What a user meets who opens the links that a comparison prints, in Chinese."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keep")]

MISSING = chr(0x10FFFD)  # a sign that no font has
GLYPHS = """signs => signs.map(sign => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [40, 40];
  const drawn = canvas.getContext('2d');
  drawn.font = '28px "Noto Sans CJK SC", sans-serif';
  drawn.fillText(sign, 2, 32);
  return canvas.toDataURL();
})"""


def test_schemes_are_rows_with_the_columns_of_the_scorecard(page, compared):
    page.goto(compared.link("table"))
    for scheme in ("kmeans-k3", "rfm_cells", "tier3"):
        expect(page.get_by_role("link", name=scheme, exact=True)).to_be_visible()
    expect(page.get_by_text("3 matching runs")).to_be_visible()
    for column in ("future/gini", "quality/silhouette", "flapping/steady"):
        expect(page.get_by_text(column, exact=True).first).to_be_visible()
    assert page.faults == []


def test_what_is_flapping_and_simple_has_its_charts(page, compared):
    page.goto(compared.link("chart"))
    for section in ("future", "flapping", "simplicity", "kotler", "cost"):
        expect(page.get_by_text(section, exact=True).first).to_be_attached()
    assert page.faults == []


def test_segments_stand_against_schemes_without_the_comparison(page, compared):
    page.goto(compared.link("cards"))
    cards = page.get_by_role("gridcell").filter(has_text=" 位客户")
    expect(cards.first).to_be_visible()
    expect(page.get_by_text("comparison", exact=True)).to_have_count(0)
    assert page.faults == []


def test_the_report_of_the_comparison_opens_with_its_figures(page, compared):
    page.goto(compared.link("comparison"))
    report = page.frame_locator("iframe")
    expect(report.get_by_role("heading", name="哪个方案用于哪项决策")).to_be_visible()
    expect(report.get_by_text("历史消费十等分").first).to_be_visible()
    league = report.get_by_role("img", name="方案排名")
    expect(league).to_have_count(1)
    assert league.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert page.faults == []


def test_a_scheme_tells_of_itself_and_its_report_opens_beside_its_files(page, compared):
    page.goto(compared.page(f"{compared.run('tier3')}?workflowType=machine_learning"))
    expect(page.get_by_role("heading", name="cdnow · tier3 · 3 个细分")).to_be_visible()
    page.get_by_text("Artifacts", exact=True).click()
    page.get_by_text("report.html", exact=True).click()
    report = page.frame_locator("iframe")
    expect(report.get_by_role("heading", level=1)).to_contain_text("tier3")
    pictures = report.get_by_role("img")
    expect(pictures.first).to_be_attached()
    sizes = pictures.evaluate_all(
        "all => Promise.all(all.map(i => i.decode().then(() => i.naturalWidth)))"
    )
    assert min(sizes) > 0
    assert page.faults == []


def test_chinese_signs_are_drawn_and_not_boxes(page, compared):
    page.goto(compared.link("comparison"))
    box, *signs = page.evaluate(GLYPHS, [MISSING, *"细分方案客户"])
    assert box not in signs
    assert len(set(signs)) == len(signs)


def test_the_registry_has_an_entry_named_after_each_scheme(page, compared):
    page.goto(compared.page("models"))
    for name in ("cdnow.kmeans", "cdnow.rfm_cells", "cdnow.tier3"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.goto(compared.page("models/cdnow.kmeans/versions/1"))
    expect(page.get_by_role("link", name="kmeans-k3")).to_be_visible()
    assert page.faults == []
