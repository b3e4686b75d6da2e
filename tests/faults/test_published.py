"""A publisher that is disturbed, and readers beside it: a sample, and the order."""

import multiprocessing
import re
import time

import published
import pytest
from faults import traced
from faults.corpus import fault
from faults.published_shop import Store
from published import NAMES

from patronage import io
from patronage.errors import LockHeldError

PATHS = re.compile(r'"([^"]+)"')
KEPT_OPEN = ("champion.lock",)  # a lock is no content


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Store:
    """A store with one version, and the calls of an undisturbed publisher."""
    if not traced.permitted():
        pytest.skip("strace is not installed, or may not trace processes here")
    return Store.made(tmp_path_factory.mktemp("published"))


SAMPLE = [
    ("signal=KILL", "write", "scheme.skops"),
    ("signal=KILL", "rename", f'versions/{traced.SECOND}"'),
    ("signal=KILL", "fsync", "champion.json"),
    ("signal=KILL", "rename", 'champion.json"'),
    ("error=ENOSPC", "write", "MANIFEST.json"),
    ("error=EIO", "fsync", "names.parquet"),
    ("error=EROFS", "mkdir", ".stage-"),
    ("error=EDQUOT", "openat", "champion.json."),
]


@fault(83, 86, 88)
@pytest.mark.parametrize(("how", "name", "what"), SAMPLE)
def test_a_disturbed_publisher_leaves_the_old_champion_or_the_new(
    store, tmp_path, how, name, what
):
    call = next(each for each in store.calls if each.name == name and what in each.rest)
    assert store.disturbed(tmp_path / "shop", call, how) == []


@fault(86)
def test_a_full_disk_is_told_with_the_file_that_has_no_room(store, tmp_path):
    traced.copied(store.first, tmp_path / "shop")
    ended = traced.traced(tmp_path / "shop", "write:error=ENOSPC:when=4")
    assert ended.code == 5
    assert "cannot be written: No space left on device" in ended.said
    assert ended.said.count("\n") == 1


@fault(89)
def test_every_file_is_on_disk_before_it_has_its_name_and_its_folder_after(store):
    calls = [(each.name, each.rest) for each in store.calls]
    renames = [n for n, (name, _) in enumerate(calls) if name == "rename"]
    assert len(renames) == 7
    for n in renames:
        source, target = PATHS.findall(calls[n][1])
        synced = [rest for name, rest in calls[:n] if name == "fsync"]
        assert any(f"<{source}>" in rest for rest in synced)
        after = next(rest for name, rest in calls[n:] if name == "fsync")
        assert f"<{target.rpartition('/')[0]}>" in after


@fault(89)
def test_the_pointer_moves_when_all_of_the_version_is_on_disk(store):
    places = [
        PATHS.findall(each.rest)[1].removeprefix(str(store.first.with_name("whole")))
        for each in store.calls
        if each.name == "rename"
    ]
    stage = f"/versions/.stage-{traced.SECOND}"
    names = ("scheme.skops", "feature_model.skops", "names.parquet", "MANIFEST.json")
    assert places == [
        *(f"{stage}/{name}" for name in names),
        f"/versions/{traced.SECOND}",
        "/champion.json",
        "/history/000002.json",
    ]


@fault(89)
def test_no_file_that_has_its_name_is_opened_to_be_written(store):
    opened = [each.rest for each in store.calls if each.name == "openat"]
    written = [rest for rest in opened if re.search("O_WRONLY|O_RDWR|O_TRUNC", rest)]
    names = [PATHS.findall(rest)[0].rpartition("/")[2] for rest in written]
    assert len(names) > 10
    assert all(name.startswith(".") or name in KEPT_OPEN for name in names)


def reads(versions: io.Versions, seconds: float, seen: multiprocessing.Queue) -> None:
    """Open the champion over and over, and say which versions were seen, and whole."""
    found, until = set(), time.monotonic() + seconds
    while time.monotonic() < until:
        opened = versions.opened()
        content = opened.folder.model("scheme").read_bytes()
        found.add((opened.name, opened.name.encode() in content))
    seen.put(found)


def soaked(folder, *, readers: int, seconds: float) -> set[tuple[str, bool]]:
    """Let processes read while the champion changes; return what they saw."""
    versions = published.promoted(published.of_shop(folder), *NAMES[:4])
    seen = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=reads, args=(versions, seconds, seen))
        for _ in range(readers)
    ]
    for each in processes:
        each.start()
    until, turn = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        before, turn = versions.pointer().version, turn + 1
        versions.point(NAMES[turn % 4], expected=before, facts={})
    found = set().union(*(seen.get(timeout=60) for _ in processes))
    for each in processes:
        each.join()
    assert [each.exitcode for each in processes] == [0] * readers
    return found


@fault(92)
def test_readers_see_whole_versions_while_the_champion_changes(tmp_path):
    found = soaked(tmp_path, readers=2, seconds=1.0)
    assert len(found) > 1
    assert all(is_whole for _, is_whole in found)


def promotes(versions: io.Versions, name: str, start, won) -> None:
    """Promote a version at the same moment as others do."""
    published.add(versions, name)
    start.wait(30)
    try:
        versions.point(name, expected=NAMES[0], facts={"version": name})
        won.put(name)
    except LockHeldError:
        won.put("")


@fault(93)
def test_of_eight_processes_that_promote_at_once_one_wins(tmp_path):
    versions = published.promoted(published.of_shop(tmp_path), NAMES[0])
    names = [f"2018-01-01-0000000{n}" for n in range(8)]
    start, won = multiprocessing.Barrier(8), multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=promotes, args=(versions, name, start, won))
        for name in names
    ]
    for each in processes:
        each.start()
    told = [won.get(timeout=60) for _ in names]
    for each in processes:
        each.join()
    (winner,) = [name for name in told if name]
    assert versions.opened().name == winner
    assert versions.pointer().sequence == 2
    assert [entry.name for entry in versions.entries()] == [NAMES[0], *names]
