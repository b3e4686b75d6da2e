"""Old versions go; what is in use, and what can be rolled back to, stays."""

import json
import multiprocessing
import time

import published
import pytest
from commands import command, places
from faults.corpus import fault
from published import NAMES, asked

from patronage.errors import IntegrityError
from pipelines.retaining import retain
from pipelines.rollback import rolled_back

QUIET = ["source=cdnow", "tracking.enabled=false"]


@pytest.fixture
def versions(tmp_path):
    return published.promoted(published.of_shop(tmp_path), *NAMES[:6])


def gc(folder, *overrides):
    done = command("gc", *places(folder), *QUIET, *overrides)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def names(versions):
    return [entry.name for entry in versions.entries()]


def test_the_newest_stay_and_others_go(tmp_path, versions):
    other = published.promoted(published.of_shop(tmp_path, "tier3"), *NAMES[:3])
    told = gc(tmp_path, "retention.keep=2")
    assert (names(versions), names(other)) == (NAMES[4:6], NAMES[1:3])
    gone = [*(f"kmeans/{name}" for name in NAMES[:4]), f"tier3/{NAMES[0]}"]
    assert told["removed"] == gone
    assert (told["decision"], told["kept"]) == ("collected", 4)


def test_nothing_is_removed_to_see_what_would_be(tmp_path, versions):
    told = gc(tmp_path, "retention.keep=2", "retention.dry_run=true")
    assert names(versions) == NAMES[:6]
    assert told["would_remove"] == [f"kmeans/{name}" for name in NAMES[:4]]
    assert (told["decision"], told["removed"]) == ("listed", [])


def test_the_champion_and_the_one_to_roll_back_to_stay_however_old(versions):
    for name in (NAMES[1], NAMES[0]):
        rolled_back(asked(version=name), versions)
    retain(asked(keep=1), versions)
    assert names(versions) == [NAMES[0], NAMES[4], NAMES[5]]
    assert rolled_back(asked(), versions)["to"] == NAMES[4]


def test_what_killed_processes_left_is_swept(versions):
    left = versions.folder / "versions" / f".stage-{NAMES[7]}"
    left.mkdir()
    (left / "scheme.skops").write_text("half")
    retain(asked(), versions)
    assert not left.exists()


def test_with_nothing_published_nothing_is_removed(tmp_path):
    assert gc(tmp_path)["kept"] == 0


def reads(versions, name, begun, end):
    with versions.pinned(name):
        begun.set()
        end.wait(30)
        assert versions.opened(name).name == name


@fault(98)
def test_what_another_process_reads_stays_until_it_is_done(versions):
    begun, end = multiprocessing.Event(), multiprocessing.Event()
    reader = multiprocessing.Process(
        target=reads, args=(versions, NAMES[0], begun, end)
    )
    reader.start()
    assert begun.wait(30)
    assert retain(asked(keep=2), versions)[NAMES[0]] == "somebody reads it"
    assert names(versions) == [NAMES[0], *NAMES[4:6]]
    end.set()
    reader.join(30)
    assert reader.exitcode == 0
    retain(asked(keep=2), versions)
    assert names(versions) == NAMES[4:6]


def reads_on(versions, seconds, broken):
    """Read whatever is champion, as a scorer does, over and over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name = versions.pointer().version
        try:
            with versions.pinned(name):
                versions.opened(name)
        except IntegrityError as error:
            broken.put(str(error))


@fault(98)
def test_readers_of_the_champion_never_miss_it_while_others_are_removed(versions):
    broken = multiprocessing.Queue()
    readers = [
        multiprocessing.Process(target=reads_on, args=(versions, 1.0, broken))
        for _ in range(2)
    ]
    for each in readers:
        each.start()
    removed = _promote_and_remove(versions, seconds=1.0)
    for each in readers:
        each.join(30)
    assert [each.exitcode for each in readers] == [0, 0]
    assert broken.empty()
    assert removed > 3


def _promote_and_remove(versions, *, seconds):
    """Publish a champion after another, each time with the oldest removed."""
    until, removed, day = time.monotonic() + seconds, 0, 1
    while time.monotonic() < until:
        published.promoted(versions, f"2018-01-{day % 28 + 1:02d}-{day:08x}")
        removed += list(retain(asked(keep=1), versions).values()).count("removed")
        day += 1
    return removed
