"""One thread for the arithmetic, so that sums are always taken in the same order."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import ThreadpoolController


@contextmanager
def steady_arithmetic() -> Iterator[None]:
    """Hold BLAS and OpenMP to one thread, and leave convergence to be asked for.

    Fits that run side by side nest inside one such block: the limit on BLAS and the
    warning filters belong to the process, and leaving an inner block restores what the
    outer one has set. The limit on OpenMP belongs to each thread.
    """
    with _libraries().limit(limits=1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


@cache
def _libraries() -> ThreadpoolController:
    """Look for them once: it takes milliseconds, and refits are many."""
    return ThreadpoolController()
