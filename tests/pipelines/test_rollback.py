"""Back to a champion of before: who, when, why; and never to a damaged one."""

import json

import published
import pytest
from commands import command, places
from faults.corpus import fault
from published import NAMES, asked

from patronage.errors import InputError, IntegrityError
from pipelines.rollback import rolled_back

QUIET = ["source=cdnow", "tracking.enabled=false"]


@pytest.fixture
def versions(tmp_path):
    return published.promoted(published.of_shop(tmp_path), *NAMES[:3])


def rollback(folder, *overrides):
    return command("rollback", *places(folder), *QUIET, *overrides)


def last_line(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_champion_before_is_champion_again(tmp_path, versions):
    said = last_line(rollback(tmp_path, "by=eve", "why='too many moved'"))
    assert versions.opened().name == NAMES[1]
    event = versions.history.events()[-1]
    assert (event["kind"], event["from"], event["to"]) == (
        "rolled_back",
        NAMES[2],
        NAMES[1],
    )
    assert (event["by"], event["why"]) == ("eve", "too many moved")
    assert said == event | {"source": "cdnow", "scheme": "kmeans"}
    assert versions.pointer().facts == event


def test_twice_goes_two_back_and_not_forward_again(versions):
    assert rolled_back(asked(), versions)["to"] == NAMES[1]
    assert rolled_back(asked(), versions)["to"] == NAMES[0]
    with pytest.raises(InputError, match="there is none"):
        rolled_back(asked(), versions)
    assert versions.opened().name == NAMES[0]


def test_what_is_promoted_again_can_be_rolled_back_to_again(versions):
    rolled_back(asked(), versions)
    event = {"kind": "retrained", "decision": "promoted", "version": NAMES[2]}
    versions.point(NAMES[2], expected=NAMES[1], facts=event)
    versions.history.add(event)
    published.promoted(versions, NAMES[3])
    assert rolled_back(asked(), versions)["to"] == NAMES[2]


@fault(97)
def test_a_damaged_version_is_passed_over(versions, capsys):
    published.damage(versions, NAMES[1])
    assert rolled_back(asked(), versions)["to"] == NAMES[0]
    assert "passed over" in capsys.readouterr().out
    assert versions.opened().name == NAMES[0]


def test_a_damaged_version_that_is_asked_for_is_refused(versions):
    published.damage(versions, NAMES[1])
    with pytest.raises(IntegrityError, match="is not what was published"):
        rolled_back(asked(version=NAMES[1]), versions)
    assert versions.opened().name == NAMES[2]
    assert len(versions.history.events()) == 3


def test_a_version_can_be_named_and_naming_the_champion_changes_nothing(versions):
    assert rolled_back(asked(version=NAMES[0]), versions)["to"] == NAMES[0]
    again = rolled_back(asked(version=NAMES[0]), versions)
    assert again["decision"] == "already_done"
    assert versions.pointer().sequence == 4
    assert len(versions.history.events()) == 4


def test_killed_before_it_was_remembered_it_is_remembered_by_the_next(versions):
    rolled_back(asked(), versions)
    newest = sorted((versions.folder / "history").glob("*.json"))[-1]
    told = json.loads(newest.read_text())
    newest.unlink()
    assert rolled_back(asked(), versions)["to"] == NAMES[0]
    assert [each["decision"] for each in versions.history.events()[2:]] == [
        "promoted",
        "rolled_back",
        "rolled_back",
    ]
    assert versions.history.events()[3] == told


def test_without_a_champion_there_is_nothing_to_roll_back(tmp_path):
    done = rollback(tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "nothing is published there" in done.stderr
