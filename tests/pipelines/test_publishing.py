"""What was decided of equal inputs is remembered as long as it stands."""

import pytest

from patronage import io
from pipelines.publishing import remembered

OLD, NEW = "2017-01-31-0000000a", "2017-02-28-0000000b"


@pytest.fixture
def versions(tmp_path):
    made, before = io.Versions(tmp_path / "kmeans"), None
    for name in (OLD, NEW):
        with made.staged(as_of=name[:10], digest=name[11:], facts={}) as stage:
            stage.model("scheme").write_text(name)
        event = {"key": name[11:], "decision": "promoted", "version": name}
        made.point(name, expected=before, facts=event)
        made.history.add(event)
        before = name
    return made


def damage(versions, name):
    versions.opened(name).folder.model("scheme").write_text("other")


def test_what_was_decided_is_found_by_its_key(versions):
    assert remembered(versions, NEW[11:])["version"] == NEW
    assert remembered(versions, "0000000c") is None


def test_a_version_that_was_removed_was_decided_of_all_the_same(versions):
    assert versions.remove(OLD)
    assert remembered(versions, OLD[11:])["version"] == OLD


@pytest.mark.parametrize("name", [OLD, NEW])
def test_a_version_that_was_damaged_is_not_what_was_decided(versions, name):
    damage(versions, name)
    assert remembered(versions, name[11:]) is None
    other = NEW if name == OLD else OLD
    assert remembered(versions, other[11:]) is not None


def test_a_kill_before_the_history_is_made_up_for(versions):
    (versions.history.folder / "000002.json").unlink()
    assert remembered(versions, NEW[11:])["version"] == NEW
    assert [each["version"] for each in versions.history.events()] == [OLD, NEW]
