import os
import subprocess
import sys

import pytest
from faults.corpus import fault

from patronage import io
from patronage.errors import LockHeldError

HOLD = (
    "import sys, time; from pathlib import Path; from patronage import io\n"
    "with io.lock(Path(sys.argv[1])):\n"
    "    print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def holder(tmp_path):
    path = tmp_path / "shop.lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield path, process
        process.kill()


def test_a_second_process_is_told_who_holds_the_lock(holder):
    path, process = holder
    with (
        pytest.raises(LockHeldError, match=f"process {process.pid} on .* since 2"),
        io.lock(path),
    ):
        pass


@fault(91)
def test_the_lock_of_a_killed_process_is_free_at_once(holder):
    path, process = holder
    process.kill()
    process.wait()
    with io.lock(path):
        assert str(os.getpid()) in path.read_text()


def test_a_waiting_process_gets_the_lock_in_its_turn(holder):
    path, process = holder
    script = HOLD.replace(
        "io.lock(Path(sys.argv[1]))", "io.lock(Path(sys.argv[1]), wait=True)"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as waiting:
        process.kill()
        assert waiting.stdout.readline() == "held\n"
        waiting.kill()


def test_a_lock_can_be_taken_again(tmp_path):
    for _ in range(2):
        with io.lock(tmp_path / "shop.lock"):
            pass
