"""Each stage is killed, or finds the disk full, at each call that makes files last."""

import os
import re
import resource
import subprocess
import sys
from contextlib import suppress

import pytest
from commands import ROOT, command_anew, places
from faults.corpus import fault

from patronage import io
from patronage.errors import MachineError

CDNOW = [
    "source=cdnow",
    "tracking.enabled=false",
    "n_bootstraps=2",
    "n_nulls=1",
    "selection=fixed",
]
STAGES = ("ingest", "features", "clustering")
HARMS = {"signal=KILL": "rename", "error=ENOSPC": "rename", "error=EIO": "fsync"}
ENDED = {0, 5, -6, 1, 127, 134}  # well, refused, or given up by a library in C
PATIENCE = 120  # seconds; OpenBLAS asks for ever for memory that a limit refuses
MEGABYTE = 1 << 20

pytestmark = pytest.mark.crash


def arguments(stage, folder):
    return [sys.executable, "-m", f"pipelines.{stage}", *places(folder), *CDNOW]


def traced(stage, folder, *options):
    """Run a stage under strace; a child that is killed ends strace in the same way."""
    log = folder / "strace.log"
    done = subprocess.run(
        ["strace", "-f", "-o", str(log), *options, *arguments(stage, folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, log.read_text(errors="replace").splitlines()


def tables(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in files if path.suffix in {".parquet", ".skops", ".json"}]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def left_over(folder):
    """Files that no reader knows: drafts and stages."""
    found = (path.name for path in folder.rglob(".*"))
    return [name for name in found if not name.endswith((".lock", ".readers"))]


def made(folder, *stages):
    for stage in stages:
        done = command_anew(stage, *places(folder), *CDNOW)
        assert done.returncode == 0, done.stderr
    return tables(folder / "data")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return made(tmp_path_factory.mktemp("whole"), *STAGES)


def moments(lines, call, folder):
    """Return which calls of the first process are on files of ours."""
    first = lines[0].split()[0]
    calls = [each for each in lines if re.match(rf"{first}\s+{call}\(", each)]
    return [
        number
        for number, line in enumerate(calls, start=1)
        if call == "fsync" or str(folder) in line
    ]


def healed(folder, stage):
    done = command_anew(stage, *places(folder), *CDNOW)
    assert done.returncode == 0, done.stderr
    assert not left_over(folder / "data")
    return tables(folder / "data")


@fault(83, 86)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("harm", HARMS)
def test_a_stage_that_is_broken_off_leaves_old_tables_or_new_ones(
    tmp_path, whole, stage, harm
):
    before = STAGES[: STAGES.index(stage)]
    made(tmp_path, *before)
    call = HARMS[harm]
    _, lines = traced(stage, tmp_path, "-e", f"trace={call}")
    expected = tables(tmp_path / "data")
    for number in moments(lines, call, tmp_path):
        inject = f"inject={call}:{harm}:when={number}"
        done, _ = traced(stage, tmp_path, "-e", f"trace={call}", "-e", inject)
        killed = harm == "signal=KILL"
        assert done.returncode in ({-9, 137} if killed else {5}), done.stderr
        found = tables(tmp_path / "data")
        assert all(found[name] == expected[name] for name in found.keys() & expected)
        assert healed(tmp_path, stage) == expected
    assert all(whole[name] == expected[name] for name in expected.keys() & whole)


@fault(85)
@pytest.mark.parametrize("megabytes", [700, 1000, 1300, 1600, 2000, 3000])
def test_without_memory_nothing_is_published_by_halves(tmp_path, whole, megabytes):
    def limit():
        most = megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    for stage in STAGES:
        with suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                arguments(stage, tmp_path),
                cwd=ROOT,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
                preexec_fn=limit,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
            assert done.returncode in ENDED, done.stderr
            if done.returncode == 5:
                assert "memory" in done.stderr.lower()
        found = tables(tmp_path / "data")
        assert all(found[name] == whole[name] for name in found.keys() & whole)
        made(tmp_path, stage)
    assert tables(tmp_path / "data") == whole


@fault(87)
def test_a_full_place_for_spilling_ends_with_a_sentence(tmp_path):
    rows = "SELECT range AS a, random() AS b FROM range(5000000) ORDER BY b"

    def spill():
        with io.connect(
            threads=1, temp=tmp_path, memory_limit=50_000_000
        ) as connection:
            connection.execute("SET max_temp_directory_size = '1MB'")
            connection.execute(f"CREATE TABLE sorted AS {rows}")

    with pytest.raises(MachineError, match=r"DuckDB: .*max_temp_directory_size"):
        spill()
