"""Commands in processes of their own that need not import everything anew."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import ROOT

# What the first stages import, in the process that all others are forked from.
PRELOADED = [
    *("antlr4", "duckdb", "hydra.main", "hydra.core.plugins", "joblib", "pandas"),
    *("pyarrow.dataset", "pyarrow.parquet", "rich.progress", "sklearn.base"),
]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(PRELOADED)


def forked(
    arguments: Sequence[str], seconds: int, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `python -m ...`, and return its exit code and what it printed."""
    with TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "errors")
        process = FORKS.Process(
            target=_main, args=(arguments, dict(environment), out, errors)
        )
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(list(arguments), seconds)
        return subprocess.CompletedProcess(
            arguments, process.exitcode, out.read_text(), errors.read_text()
        )


def _main(
    arguments: Sequence[str], environment: Mapping[str, str], out: Path, errors: Path
) -> None:
    for number, path in ((1, out), (2, errors)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ |= environment
    time.tzset()
    os.chdir(ROOT)
    _, module, *sys.argv[1:] = arguments
    sys.path.insert(0, str(ROOT))
    runpy.run_module(module, run_name="__main__", alter_sys=True)
