"""Several processes that want the same lock at the same moment."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from commands import ROOT
from faults.corpus import fault

from patronage import io

PROCESSES = 8
TAKES = """
import sys
from pathlib import Path
from patronage import errors, io
print("ready", flush=True)
sys.stdin.readline()
try:
    with io.lock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.readline()
except errors.LockHeldError as error:
    print(error)
    sys.exit(error.exit_code)
"""
WAITS = """
import sys, time
from pathlib import Path
from patronage import io
path = Path(sys.argv[1])
with io.lock(path, wait=True):
    count = int((path.parent / "count").read_text())
    time.sleep(0.05)
    (path.parent / "count").write_text(str(count + 1))
"""
COMMAND = """
import sys, time
from contextlib import contextmanager
from pathlib import Path
from patronage import config, io

HEAVY = {"duckdb", "mlflow", "numpy", "pandas", "pyarrow", "sklearn"}

@contextmanager
def claim(cfg):
    print(sorted(HEAVY & set(sys.modules)), flush=True)
    with io.lock(Path(cfg.paths.data, "shop.lock")):
        print("taken", flush=True)
        time.sleep(60)
        yield

@config.main_under(claim)
def main(cfg):
    "Work."

main()
"""


@contextmanager
def started(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that is there as long as the block, and killed with it."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


@fault(90)
def test_of_eight_that_want_a_lock_at_once_one_has_it_and_is_named(tmp_path):
    with ExitStack() as stack:
        path = tmp_path / "shop.lock"
        running = [stack.enter_context(started(TAKES, path)) for _ in range(PROCESSES)]
        assert {each.stdout.readline() for each in running} == {"ready\n"}
        for each in running:
            each.stdin.write("go\n")
            each.stdin.flush()
        said = {each.pid: each.stdout.readline() for each in running}
        (winner,) = (pid for pid, line in said.items() if line == "held\n")
        del said[winner]
        assert len(said) == PROCESSES - 1
        assert all(f"is held by process {winner} on " in line for line in said.values())
        assert {each.wait(10) for each in running if each.pid != winner} == {6}


@fault(90)
def test_those_that_wait_work_one_after_another(tmp_path):
    (tmp_path / "count").write_text("0")
    with ExitStack() as stack:
        path = tmp_path / "shop.lock"
        running = [stack.enter_context(started(WAITS, path)) for _ in range(PROCESSES)]
        assert {each.wait(30) for each in running} == {0}
    assert (tmp_path / "count").read_text() == str(PROCESSES)


@fault(91)
def test_the_lock_of_a_command_that_is_killed_is_free_at_once(tmp_path):
    with started(COMMAND, f"paths.data={tmp_path}") as first:
        assert first.stdout.readline() == "[]\n"
        assert first.stdout.readline() == "taken\n"
        first.kill()
        first.wait()
        with io.lock(tmp_path / "shop.lock"):
            pass


@fault(90)
def test_a_second_start_is_refused_before_anything_heavy_is_imported(tmp_path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with (
        io.lock(tmp_path / "shop.lock"),
        started(COMMAND, f"paths.data={tmp_path}") as second,
    ):
        out, error = second.communicate(timeout=60)
    assert second.returncode == 6
    assert out == "[]\n"
    assert f"is held by process {os.getpid()} on" in error
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert after - before < 3  # with all that the configuration names it is 8
