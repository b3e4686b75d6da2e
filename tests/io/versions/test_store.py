import json
import threading

import pytest
from faults.corpus import fault

from patronage import io
from patronage.errors import ConfigError, IntegrityError, LockHeldError, MachineError

FIRST, SECOND, THIRD = (f"2017-0{month}-01-0000000{month}" for month in (1, 2, 3))


def published(versions: io.Versions, name: str, text: str = "model") -> str:
    as_of, digest = name[:10], name[11:]
    with versions.staged(as_of=as_of, digest=digest, facts={"as_of": as_of}) as stage:
        stage.model("scheme").write_text(text)
    return name


@pytest.fixture
def versions(tmp_path):
    return io.Versions(tmp_path / "shop" / "kmeans")


def test_nothing_is_champion_before_anything_is_published(versions):
    assert versions.pointer() is None
    assert versions.entries() == []
    with pytest.raises(IntegrityError, match=r"should hold a champion; run"):
        versions.opened()


def test_a_published_version_is_opened_with_its_facts(versions):
    versions.point(published(versions, FIRST), expected=None, facts={"by": "ann"})
    opened = versions.opened()
    assert opened.name == FIRST
    assert opened.facts == {"as_of": "2017-01-01"}
    assert opened.folder.model("scheme").read_text() == "model"
    assert versions.pointer().facts == {"by": "ann"}


def test_a_version_is_not_champion_by_being_published(versions):
    versions.point(published(versions, FIRST), expected=None, facts={})
    published(versions, SECOND)
    assert versions.opened().name == FIRST
    assert [entry.name for entry in versions.entries()] == [FIRST, SECOND]


def test_what_breaks_off_publishes_nothing(versions):
    with (
        pytest.raises(RuntimeError),
        versions.staged(as_of="2017-01-01", digest="00000001", facts={}),
    ):
        raise RuntimeError
    assert versions.entries() == []
    assert versions.sweep() == 0


def test_a_version_is_not_published_over_a_whole_one(versions):
    published(versions, FIRST, "before")
    published(versions, FIRST, "after")
    assert versions.opened(FIRST).folder.model("scheme").read_text() == "before"


def test_a_damaged_version_heals_when_it_is_published_again(versions):
    published(versions, FIRST)
    versions.opened(FIRST).folder.model("scheme").write_text("other")
    published(versions, FIRST)
    assert versions.opened(FIRST).folder.model("scheme").read_text() == "model"


def test_whoever_expects_another_champion_is_too_late(versions):
    for name in (FIRST, SECOND):
        published(versions, name)
    versions.point(FIRST, expected=None, facts={})
    with pytest.raises(LockHeldError, match=f"has made {FIRST} champion"):
        versions.point(SECOND, expected=None, facts={})
    assert versions.opened().name == FIRST


@fault(93)
def test_of_sixteen_promoters_one_wins(versions):
    names = [published(versions, f"2017-01-01-000000{n:02d}") for n in range(16)]
    won, lost = [], []

    def promote(name: str) -> None:
        try:
            versions.point(name, expected=None, facts={})
            won.append(name)
        except LockHeldError:
            lost.append(name)

    promoters = [threading.Thread(target=promote, args=(name,)) for name in names]
    for each in promoters:
        each.start()
    for each in promoters:
        each.join()
    assert (len(won), len(lost)) == (1, 15)
    assert versions.opened().name == won[0]
    assert len(versions.entries()) == 16


def test_going_back_keeps_the_order_of_earlier_champions(versions):
    before = None
    for name in (FIRST, SECOND, THIRD):
        versions.point(published(versions, name), expected=before, facts={})
        before = name
    assert versions.pointer().earlier == (SECOND, FIRST)
    versions.point(FIRST, expected=THIRD, facts={})
    assert versions.pointer().earlier == (THIRD, SECOND)
    assert versions.pointer().sequence == 4


def tampered(path):
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def manifest_of_another_format(path):
    told = json.loads((path.parent / "MANIFEST.json").read_text())
    (path.parent / "MANIFEST.json").write_text(json.dumps(told | {"format": 2}))


def extra_file(path):
    path.with_name("extra.skops").write_text("")


def link(path):
    path.rename(path.with_name("kept"))
    path.symlink_to("kept")


@pytest.mark.parametrize(
    "harm",
    [
        tampered,
        lambda path: path.unlink(),
        lambda path: (path.parent / "MANIFEST.json").unlink(),
        lambda path: (path.parent / "MANIFEST.json").write_text("{"),
        lambda path: (path.parent / "MANIFEST.json").write_text("[]"),
        manifest_of_another_format,
        extra_file,
        link,
    ],
)
def test_a_version_that_was_changed_is_refused_and_one_before_it_stands_in(
    versions, harm
):
    versions.point(published(versions, FIRST), expected=None, facts={})
    versions.point(published(versions, SECOND), expected=FIRST, facts={})
    harm(versions.opened().folder.model("scheme"))
    with pytest.raises(IntegrityError):
        versions.opened()
    fallen = versions.opened(fallback=True)
    assert (fallen.name, fallen.is_fallback) == (FIRST, True)
    assert versions.pointer().version == SECOND


def test_without_an_earlier_version_nothing_stands_in(versions):
    versions.point(published(versions, FIRST), expected=None, facts={})
    tampered(versions.opened().folder.model("scheme"))
    with pytest.raises(IntegrityError, match="is not what was published"):
        versions.opened(fallback=True)


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 1}', "null"])
def test_a_damaged_pointer_is_refused(versions, text):
    versions.point(published(versions, FIRST), expected=None, facts={})
    (versions.folder / "champion.json").write_text(text)
    with pytest.raises(IntegrityError):
        versions.opened()


def test_a_name_that_is_none_leads_nowhere(versions):
    with pytest.raises(ConfigError, match="should be named like"):
        versions.opened("../../etc")
    with pytest.raises(IntegrityError, match=r"should be one of those published"):
        versions.opened(SECOND)


@fault(98)
def test_what_is_in_use_is_not_removed(versions):
    versions.point(published(versions, FIRST), expected=None, facts={})
    published(versions, SECOND)
    assert not versions.remove(FIRST)
    with versions.pinned(SECOND):
        assert not versions.remove(SECOND)
    assert versions.remove(SECOND)
    assert [entry.name for entry in versions.entries()] == [FIRST]


def test_what_a_killed_process_left_is_swept(versions):
    left = versions.folder / "versions" / f".stage-{FIRST}"
    left.mkdir(parents=True)
    (left / "scheme.skops").write_text("half")
    assert versions.sweep() == 1
    assert not left.exists()


def test_a_disk_that_refuses_is_named(versions, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(MachineError, match="No space left on device"):
        published(versions, FIRST)
    assert versions.entries() == []


def test_events_are_kept_in_their_order(versions):
    for decision in ("promoted", "kept"):
        versions.history.add({"decision": decision})
    assert [each["decision"] for each in versions.history.events()] == [
        "promoted",
        "kept",
    ]
