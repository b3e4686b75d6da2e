"""Who changed the champion, when and why, as it is shown."""

import json

import published
import pytest
from commands import command, places
from published import NAMES, asked

from pipelines.retaining import retain
from pipelines.rollback import rolled_back

QUIET = ["source=cdnow", "tracking.enabled=false"]


def history(folder):
    done = command("history", *places(folder), *QUIET)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Two champions, a third version; rolled back, and the second one removed."""
    folder = tmp_path_factory.mktemp("shop")
    versions = published.promoted(published.of_shop(folder), *NAMES[:2])
    published.add(versions, NAMES[2])
    rolled_back(asked(why="too many moved"), versions)
    retain(asked(keep=1), versions)
    return history(folder)


def test_all_events_and_versions_are_shown_the_champion_marked(shop):
    table = " ".join(shop.split())
    assert "it passed every gate." in table
    assert "too many moved" in table
    (marked,) = [line for line in shop.splitlines() if "│ champion │" in line]
    assert NAMES[0] in marked


def test_it_ends_with_a_line_for_programs(shop):
    told = json.loads(shop.splitlines()[-1])
    assert (told["champion"], told["versions"]) == (NAMES[0], [NAMES[0], NAMES[2]])
    assert [each["by"] for each in told["events"]] == ["ann", "ann", "eve", "eve"]
    assert told["events"][2]["version"] == NAMES[0]


def test_what_was_removed_stays_in_the_history(shop):
    events = json.loads(shop.splitlines()[-1])["events"]
    assert (events[-1]["decision"], events[-1]["version"]) == ("removed", NAMES[1])
    assert NAMES[1] in {each["version"] for each in events[:2]}


def test_with_nothing_published_it_says_so(tmp_path):
    shown = history(tmp_path)
    assert "nothing is published in" in shown
    assert json.loads(shown.splitlines()[-1])["champion"] is None
