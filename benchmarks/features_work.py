"""What each process of the benchmark of features is asked, and what it answers."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Task:
    """Rows to describe: the unsorted file, the ledger's folder, and where to write."""

    rows: str
    data: str
    out: str
    as_of: int
    window: int
    brand: str = "Private"
    n_jobs: int = 1
    snapshots: int = 1

    @property
    def arguments(self) -> list[str]:
        """The task as the argument of a process."""
        return [json.dumps(self.__dict__)]


def timed(work: Callable[[Task], None]) -> None:
    """Do the work that the command line asks for; print its own CPU and wall seconds.

    Imports are done by then: only the work counts.
    """
    task = Task(**json.loads(sys.argv[1]))
    cpu, wall = time.process_time(), time.perf_counter()
    work(task)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall}))
