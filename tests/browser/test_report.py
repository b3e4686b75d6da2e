"""What a reader meets who opens a report, as a file and without a network."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from tests.profiles.comparisons import PURPOSE, comparison
from tests.profiles.hostile import NAMES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keep")]

HOSTILE = " ".join(NAMES)
PAGE = "report.html"


@pytest.fixture
def page(chromium):
    """A window of 1200 that notes all that a report must not do."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.on("console", lambda message: opened.faults.append(message.text))
    opened.on("dialog", lambda dialog: refuse(opened, dialog))
    opened.on("request", lambda request: note_asked(opened, request.url))
    yield opened
    context.close()


def refuse(page, dialog):
    page.faults.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def note_asked(page, url):
    if not url.startswith(("data:image/png;base64,", "file:///")):
        page.faults.append(url)


@pytest.fixture
def opened(page, tmp_path):
    def show(text):
        path = tmp_path / "report.html"
        path.write_text(text, encoding="utf-8")
        page.goto(path.as_uri())
        return page

    return show


def scheme_report(language, said):
    """The page of two segments that a scheme names itself."""
    segment = np.repeat([0, 1], 30)
    features = pd.DataFrame(
        {
            "customer_id": [f"c{number:02d}" for number in range(60)],
            "as_of": pd.Timestamp("2026-01-01"),
            "status": "ok",
            "frequency": np.array([2.0, 40.0])[segment] + np.arange(60) % 2,
            "monetary_total": np.array([10.0, 900.0])[segment] + np.arange(60) % 3,
        }
    )
    keys = ["customer_id", "as_of", "status"]
    units = {"frequency": "days", "monetary_total": "money"}
    dictionary = pd.DataFrame({"column": units.keys(), "unit": units.values()})
    told = profiles.describe(
        profiles.Described(
            scheme="value",
            features=features,
            segments=features[keys].assign(
                segment=segment, probability=np.nan, margin=np.nan
            ),
            dictionary=dictionary.assign(
                family="behavioural", kind="raw", meaning="", missing_share=0.0
            ),
            names=pd.DataFrame(
                {
                    "scheme": "value",
                    "segment": [0, 1],
                    "segment_id": ["S01", "S02"],
                    "name_en": [said, "Rest"],
                    "name_zh": [said, "其余"],
                }
            ),
            purpose=replace(PURPOSE, objective=said),
            source=said,
            language=language,
            notes=[said],
        ),
        made=[(said, said)],
        settings=said,
    )
    return next(item.content for item in told if getattr(item, "name", "") == PAGE)


def comparison_of(language, said):
    wording = profiles.Wording(language=language, currency="USD")
    page = comparison(
        first=f"{said} 1", said=said, notes=[said], settings=said, wording=wording
    )
    return profiles.comparison_report(page)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("made", [scheme_report, comparison_of])
def test_a_report_asks_for_nothing_and_runs_nothing(made, language, opened):
    page = opened(made(language, HOSTILE))
    page.wait_for_function("[...document.images].every(each => each.complete)")
    widths = page.evaluate("[...document.images].map(each => each.naturalWidth)")
    assert len(widths) >= 2
    assert min(widths) > 0
    for place in page.query_selector_all("summary"):
        place.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200
    assert page.faults == []


@pytest.mark.parametrize("made", [scheme_report, comparison_of])
def test_a_report_prints(made, opened):
    page = opened(made("en", "High spend"))
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator("details").first.is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.faults == []


def test_a_report_fits_a_telephone(opened, page):
    page.set_viewport_size({"width": 400, "height": 800})
    opened(comparison_of("en", "High value · buys often"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_link_of_the_contents_leads_to_its_part(opened):
    page = opened(comparison_of("en", "High spend"))
    page.get_by_role("link", name="All measures").click()
    place = page.get_by_role("heading", name="All measures").bounding_box()
    assert 0 <= place["y"] < 900
    assert page.faults == []
