"""Processes of the benchmark of clustering: one thread each."""

import json
import os
import subprocess
import sys
from typing import Any

from benchmarks.clustering_work import Task

ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")


def ask(module: str, task: Task, *more: str) -> dict[str, Any]:
    """Run a module of this folder on a task, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *task.arguments, *more],
        env=os.environ | ALONE,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
