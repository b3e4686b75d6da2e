"""Commands in processes of their own that need not import everything anew."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

# What the stages import, in the process that all others are forked from.
PRELOADED = [
    *("antlr4", "duckdb", "hydra.main", "hydra.core.plugins", "joblib", "pandas"),
    *("pyarrow.dataset", "pyarrow.parquet", "rich.progress", "sklearn.base"),
    *("sklearn.cluster", "skops.io", "matplotlib.figure", "mlflow.pyfunc"),
    *("mlflow.store.tracking.sqlalchemy_store", "alembic.config"),
]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(PRELOADED)


def forked(
    arguments: Sequence[str],
    *,
    root: Path,
    seconds: float,
    environment: Mapping[str, str],
) -> subprocess.CompletedProcess[str]:
    """Run `python -m ...`, or a script, at a project's root.

    Returns its exit code and what it printed.
    """
    # Not above: a child imports this file before it knows which project's it runs.
    from patronage.tracking.client import SETTINGS

    with mock.patch.dict(os.environ, SETTINGS):  # MLflow looks as it is imported
        forkserver.ensure_running()
    with TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "errors")
        process = FORKS.Process(
            target=_main, args=(arguments, root, dict(environment), out, errors)
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
    arguments: Sequence[str],
    root: Path,
    environment: Mapping[str, str],
    out: Path,
    errors: Path,
) -> None:
    for number, path in ((1, out), (2, errors)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(root)
    sys.path[:0] = [str(root), str(root / "src")]
    if arguments[0] == "-m":
        _, module, *sys.argv[1:] = arguments
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        sys.argv[:] = arguments
        runpy.run_path(arguments[0], run_name="__main__")
