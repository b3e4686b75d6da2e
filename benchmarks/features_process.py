"""Processes of the benchmark of features: one thread each, measured from outside."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.features_work import Task

ALONE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1"
)
SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class Used:
    """CPU and wall seconds of the work, and CPU and peak megabytes of the process."""

    cpu: float
    wall: float
    process_cpu: float
    megabytes: float


def measure(module: str, task: Task) -> Used:
    """Run a module of this folder on a task, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"benchmarks.{module}", *task.arguments],
        env=os.environ | ALONE,
        stdout=subprocess.PIPE,
        text=True,
    )
    summed = _Summed(process.pid)
    answer = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{module} failed with status {status}")
    return Used(
        **json.loads(answer.splitlines()[-1]),
        process_cpu=usage.ru_utime + usage.ru_stime,
        megabytes=max(usage.ru_maxrss / 1024, summed.peak()),
    )


class _Summed:
    """Peak of the memory of a process and all its children, watched from outside.

    Of one without children the system knows the peak: to look would take its time.
    """

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.done = pid, 0.0, threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def peak(self) -> float:
        """Stop, and say how many megabytes there were."""
        self.done.set()
        self.watcher.join()
        return self.most

    def _watch(self) -> None:
        while not self.done.wait(SAMPLE_SECONDS):
            family = list(_family(self.pid))
            if len(family) > 1:
                self.most = max(self.most, sum(map(_megabytes, family)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _megabytes(pid: int) -> float:
    """Memory of a process, with its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
