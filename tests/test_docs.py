"""The site builds, asks nobody for anything, and shows what is there."""

import re
import subprocess
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from commands import ROOT
from hydra import compose, initialize_config_dir
from shown_commands import Shown, shown_commands

import patronage
from patronage import compare
from patronage.config.settings import check_settings, register

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = {str(each): each for page in PAGES for each in shown_commands(page)}
OWN_YAML = re.compile(r"```yaml\n# (conf/\S+\.yaml)\n(.*?)```", re.DOTALL)
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src"}


class Page(HTMLParser):
    """What a built page has: its anchors, what it links to, what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if LOADED.get(tag, "") in given:
            self.loaded.append(given[LOADED[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = ["mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", *build],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def built(site) -> dict[str, Page]:
    return {path.name: Page(path) for path in site.glob("*.html")}


def with_news(commands: Iterable[Shown]) -> list[Shown]:
    """The commands with an option of a group, or a key, that none before them has."""
    seen: set[str] = set()
    told = []
    for each in commands:
        asked = {_asked(text) for text in each.overrides}
        if not seen.issuperset(asked):
            told.append(each)
        seen |= asked
    return told


def _asked(override: str) -> str:
    key = override.partition("=")[0]
    return override if (ROOT / "conf" / key).is_dir() else key


def elsewhere(address: str) -> bool:
    return re.match(r"[a-z]+:|//", address) is not None


def test_every_page_is_built_and_linked_from_the_first(built):
    named = {path.with_suffix(".html").name for path in PAGES[1:]}
    assert named <= set(built)
    assert named <= {urldefrag(link).url for link in built["index.html"].links}


def test_every_internal_link_and_picture_is_there(site, built):
    for name, page in built.items():
        for address in [*page.links, *page.loaded]:
            if name == "404.html" or elsewhere(address):
                continue
            path, anchor = urldefrag(unquote(address))
            assert (site / path).exists(), (name, address)
            if anchor:
                assert anchor in built[path or name].anchors, (name, address)


def test_no_page_asks_another_host_for_anything(site, built):
    for name, page in built.items():
        assert not [each for each in page.loaded if elsewhere(each)], name
    for path in site.rglob("*.css"):
        told = re.findall(r"url\(([^)]*)\)|@import\s*([^;]*)", path.read_text())
        fetched = [part.strip("'\" ") for pair in told for part in pair if part]
        outside = {each for each in fetched if elsewhere(each)}
        assert not {each for each in outside if not each.startswith("data:")}, path


def test_every_public_name_is_on_the_api_page(built):
    anchors = built["api.html"].anchors
    assert len(patronage.__all__) > 10
    assert {
        name for name in patronage.__all__ if f"patronage.{name}" not in anchors
    } == set()


def test_every_measure_of_a_scorecard_is_explained():
    page = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")
    assert set(compare.SHOWN) <= set(re.findall(r"`(\w+/\w+)`", page))


def test_code_can_be_copied(site):
    assert '"content.code.copy"' in (site / "guide.html").read_text()


def test_the_site_has_no_word_of_a_page_that_it_cannot_open(site):
    assert "../README" not in (site / "features.html").read_text()


def test_every_shown_command_is_there():
    assert len(SHOWN) > 40
    assert {each.stage for each in SHOWN.values()} <= {
        path.stem for path in (ROOT / "pipelines").glob("*.py")
    }


@pytest.fixture(scope="module")
def conf(tmp_path_factory) -> str:
    """Where Hydra finds the yaml files that the pages tell a reader to write."""
    root = tmp_path_factory.mktemp("own")
    for page in PAGES:
        for path, text in OWN_YAML.findall(page.read_text(encoding="utf-8")):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
    return f"hydra.searchpath=[file://{root}/conf]"


@pytest.mark.parametrize("shown", with_news(SHOWN.values()), ids=str)
def test_every_shown_override_composes(shown: Shown, conf):
    register()
    with initialize_config_dir(str(ROOT / "conf"), version_base="1.3"):
        check_settings(compose("config", overrides=[conf, *shown.overrides]))
