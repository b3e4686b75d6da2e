"""Retraining: promote or keep, once for equal inputs, and never by halves."""

import hashlib
import itertools
import json
import shutil

import pandas as pd
import pytest
from commands import ROOT, command, places
from faults.corpus import fault
from retrained import MONTHLY, MONTHS, QUICK, events, last_line, monthly

from patronage import io, tracking

SAMPLE = ROOT / "data" / "sample" / "cdnow_sample.txt"


@pytest.fixture(scope="module")
def job(tmp_path_factory, worker_id):
    return monthly(tmp_path_factory, worker_id)


@pytest.fixture
def place(job, tmp_path):
    """A copy of what the job left, to be disturbed."""
    shutil.copytree(job.data, tmp_path / "data")
    return tmp_path


def versions(folder):
    return io.Versions(folder / "data" / "published" / "cdnow" / "kmeans")


def retrain(folder, *overrides):
    quiet = ["tracking.enabled=false", *places(folder)]
    return command("retrain", *quiet, *(overrides or MONTHLY))


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.suffix != ".lock"
    }


def test_every_day_is_decided_and_the_first_is_promoted(job):
    said = last_line(job.output)
    assert list(said["days"]) == MONTHS
    assert said["days"][MONTHS[0]] == "promoted"
    assert set(said["days"].values()) <= {"promoted", "kept", "no_change"}
    assert (said["source"], said["scheme"]) == ("cdnow", "kmeans")


def test_the_history_tells_who_when_and_why(job):
    told = events(job.data)
    assert [each["as_of"] for each in told] == MONTHS
    assert all(each["reasons"] and each["by"] and each["at"] for each in told)
    assert told[1]["champion_before"] == told[0]["version"]
    assert 0 <= told[1]["churn"] <= 1


def test_the_pointer_is_the_last_that_was_promoted(job):
    promoted = [each for each in events(job.data) if each["decision"] == "promoted"]
    store = io.Versions(job.data / "published" / "cdnow" / "kmeans")
    assert store.opened().name == promoted[-1]["version"]
    assert len(store.entries()) == len(promoted)


def test_segments_keep_their_ids_and_names(job):
    """As long as one champion stands, and for those that go on under the next."""
    shares = [pd.DataFrame(each["shares"]) for each in events(job.data)]
    for before, after in itertools.pairwise(shares):
        both = before.merge(after, on="segment_id")
        assert len(both)
        assert (both["name_en_x"] == both["name_en_y"]).all()


def test_one_run_a_day_tracks_both_sides_and_the_story(job):
    runs = tracking.runs(job.store, job=job.job)
    days = runs[runs["tags.stage"] == "retrain"]
    assert sorted(days["tags.as_of"]) == MONTHS
    later = days[days["tags.as_of"] > MONTHS[0]]
    assert later["metrics.champion/quality/silhouette"].notna().all()
    assert later["metrics.quality/silhouette"].notna().all()
    assert later["metrics.drift/psi_max"].notna().all()
    assert (runs["tags.stage"] == "story").sum() == 1
    assert (days["status"] == "FINISHED").all()


def test_the_alias_mirrors_the_pointer(job):
    store = io.Versions(job.data / "published" / "cdnow" / "kmeans")
    alias = tracking.champion_alias(job.store, "cdnow.kmeans")
    assert alias == store.pointer().version


@fault(94)
def test_equal_inputs_change_nothing(place):
    before = digests(place / "data" / "published")
    done = retrain(place)
    assert done.returncode == 0, done.stderr
    assert set(last_line(done.stdout)["days"].values()) == {"already_done"}
    assert digests(place / "data" / "published") == before


@fault(95)
def test_what_a_kill_kept_from_the_history_is_made_up_for(place):
    """Killed between the pointer and the history: the pointer is the truth."""
    store = versions(place)
    promoted = [e for e in events(place / "data") if e["decision"] == "promoted"]
    kept = sorted(store.history.folder.glob("*.json"))
    for path in kept:
        if json.loads(path.read_text())["as_of"] == promoted[-1]["as_of"]:
            path.unlink()
    done = retrain(place, *QUICK, f"as_of='{promoted[-1]['as_of']}'")
    assert done.returncode == 0, done.stderr
    assert last_line(done.stdout)["decision"] == "already_done"
    assert events(place / "data")[-1]["version"] == promoted[-1]["version"]


def in_cents(folder):
    """The sample, its amounts in another unit."""
    rows = [line.split() for line in SAMPLE.read_text().splitlines()]
    path = folder / "cents.txt"
    lines = (" ".join([*row[:-1], str(round(float(row[-1]) * 100, 2))]) for row in rows)
    path.write_text("\n".join(lines) + "\n")
    return path


@fault(79)
def test_amounts_in_another_unit_are_not_learned(place):
    before = versions(place).pointer()
    path = in_cents(place)
    done = retrain(
        place, *QUICK, "as_of='1997-10-31'", f"source.files.purchases.path={path}"
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert "monetary" in done.stderr
    assert versions(place).pointer() == before


@fault(72)
def test_a_rejected_challenger_ends_with_its_own_code_where_that_is_asked_for(place):
    before = versions(place).pointer()
    strict = "gate.min_share=0.99", "gate.strict=true", "as_of='1997-10-31'"
    done = retrain(place, *QUICK, *strict)
    assert done.returncode == 9, done.stdout + done.stderr
    assert last_line(done.stdout)["decision"] == "kept"
    assert versions(place).pointer() == before


@fault(97)
def test_a_champion_that_was_changed_is_no_side_of_a_challenge(place):
    store = versions(place)
    before = store.pointer()
    model = store.folder / "versions" / before.version / "scheme.skops"
    model.write_bytes(model.read_bytes()[:-1] + b"x")
    done = retrain(place, *QUICK, "as_of='1997-10-31'")
    assert done.returncode == 8
    assert "is not what was published" in done.stderr
    assert "Traceback" not in done.stderr
    assert store.pointer() == before


def test_another_day_has_another_key_and_jobs_have_not(place):
    done = retrain(place, *MONTHLY, "n_jobs=1", "language=zh")
    assert set(last_line(done.stdout)["days"].values()) == {"already_done"}
