"""Batches on this machine, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from joblib import Parallel, delayed

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.engine.ledger import LedgerFiles

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class LocalEngine:
    """Call a function on ranges of customers, in threads.

    Results come in the order of customers and are the same bits for any `n_jobs` and
    any `batch_rows`, since a customer's rows are never divided.
    """

    n_jobs: int = 2
    batch_rows: int = 250_000

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
        work = Parallel(n_jobs=self.n_jobs, prefer="threads", return_as="generator")
        ranges = files.ranges(self.batch_rows)
        return iter(work(delayed(_call)(function, files, *span) for span in ranges))

    def n_batches(self, files: LedgerFiles) -> int:
        """How many results there will be."""
        return sum(1 for _ in files.ranges(self.batch_rows))


def _call(
    function: Callable[[CustomerBatch], Result],
    files: LedgerFiles,
    first: int,
    last: int,
) -> Result:
    return function(files.batch(first, last))
