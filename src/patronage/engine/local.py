"""Batches on this machine, several at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
from joblib import effective_n_jobs

from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from patronage.batch import CustomerBatch
    from patronage.engine.ledger import LedgerFiles
    from patronage.engine.stretches import Stretch

Result = TypeVar("Result")
AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class LocalEngine:
    """Call a function on ranges of customers, in threads.

    Results come in the order of customers and are the same bits for any `n_jobs` and
    any `batch_rows`, since a customer's rows are never divided. No more batches are
    made ahead of the one that is asked for than `n_jobs` threads need.
    """

    n_jobs: int = 2
    batch_rows: int = 500_000

    def __post_init__(self) -> None:
        """Refuse batches without rows."""
        if self.batch_rows < 1:
            raise ConfigError(
                f"engine.batch_rows should be 1 or more; got {self.batch_rows}."
            )

    def __call__(
        self, files: LedgerFiles, function: Callable[[CustomerBatch], Result]
    ) -> Iterator[Result]:
        """Yield the function's result for each batch."""

        def call(part: Stretch) -> Result:
            return function(files.batch(part))

        n_jobs = effective_n_jobs(self.n_jobs)
        waiting: deque[Future[Result]] = deque()
        with _pages_kept(), _threads(n_jobs) as pool:
            for part in files.ranges(self.batch_rows):
                waiting.append(pool.submit(call, part))
                if len(waiting) >= AHEAD * n_jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def mapped(
        self,
        files: LedgerFiles,
        function: Callable[[CustomerBatch], pd.DataFrame],
        then: Callable[[pd.DataFrame], pd.DataFrame],
    ) -> Iterator[pd.DataFrame]:
        """Yield what `then` makes of the function's frames."""
        return self(files, lambda batch: then(function(batch)))

    def n_batches(self, files: LedgerFiles) -> int:
        """How many results there will be."""
        return sum(1 for _ in files.ranges(self.batch_rows))


@contextmanager
def _threads(n_jobs: int) -> Iterator[ThreadPoolExecutor]:
    """A pool that, if anything goes wrong, does not begin what still waits."""
    pool = ThreadPoolExecutor(n_jobs)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _pages_kept() -> Iterator[None]:
    """Let Arrow keep its memory; its own pool gives the pages back at every batch."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
