"""Customers who are made up batch by batch, and a model that scores them.

`python -m benchmarks.scoring_work '{...}'` takes a task, and does it in this process.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from patronage import io
from patronage.clustering import (
    ClusterScheme,
    FixedSelection,
    MissingValues,
    Preprocessing,
    RedundancyFilter,
    Resampling,
    RobustScaler,
    SkewTransformer,
    StagedKMeans,
    Trials,
    Winsorizer,
)
from patronage.study.scoring import Scorer
from patronage.tables import SCORES

BATCH = 131_072
COLUMNS = 12
NAMES = [f"x{number}" for number in range(COLUMNS)]
GROUPS = 6
FITTED = 20_000


@dataclass(frozen=True, kw_only=True)
class Task:
    """How many customers, and the folder for their scores."""

    customers: int
    folder: str

    @property
    def arguments(self) -> list[str]:
        """The task as the argument of a process."""
        return [json.dumps(self.__dict__)]


def batches(customers: int) -> Iterator[pd.DataFrame]:
    """Yield features, by customer; a batch depends on its place alone."""
    for place, first in enumerate(range(0, customers, BATCH)):
        yield features(place, first, min(BATCH, customers - first))


def features(place: int, first: int, rows: int) -> pd.DataFrame:
    """Return customers of six groups in twelve features, a tenth of them dormant.

    Half of the features are skewed, as money is.
    """
    rng = np.random.default_rng([1, place])
    means = 4 * np.random.default_rng(0).normal(size=(GROUPS, COLUMNS))
    matrix = means[rng.integers(GROUPS, size=rows)] + rng.normal(size=(rows, COLUMNS))
    matrix[:, ::2] = np.exp(matrix[:, ::2] / 4)
    ids = pd.Series(range(first, first + rows)).astype("str").str.zfill(9)
    return pd.DataFrame(matrix, columns=NAMES).assign(
        customer_id=ids,
        as_of=pd.Timestamp("2024-12-31"),
        status=np.where(rng.random(rows) < 0.1, "dormant", "ok"),
    )


def scorer() -> Scorer:
    """Fit k-means on the first customers, the same in any process."""
    steps = {
        "missing": MissingValues(),
        "winsorize": Winsorizer(),
        "shape": SkewTransformer(),
        "redundancy": RedundancyFilter(),
        "scale": RobustScaler(),
    }
    selection = FixedSelection(
        n_clusters=GROUPS,
        resampling=Resampling(n_bootstraps=2),
        trials=Trials(n_nulls=2, sample_size=500),
    )
    scheme = ClusterScheme(
        name="kmeans",
        purpose=None,
        preprocessing=Preprocessing({"all": NAMES}, steps),
        clusterer=StagedKMeans(n_init=5),
        selection=selection,
    )
    ids = [f"S{number:02d}" for number in range(1, GROUPS + 1)]
    names = pd.DataFrame({"segment": range(GROUPS), "segment_id": ids})
    return Scorer(
        "2024-12-31-00000000",
        scheme.fit(features(0, 0, FITTED)),
        names.assign(name_en=ids, name_zh=ids),
    )


def written(frames: Iterator[pd.DataFrame], folder: str) -> str:
    """Write scores as `pipelines.score` does; return the SHA-256 of the file."""
    path = io.write(SCORES, io.stream(SCORES, frames), io.Folder(Path(folder), "made"))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def peak() -> float:
    """Peak megabytes of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(task: Task) -> None:
    """Score one batch, so that what stays is there; then all; print what it took."""
    score = scorer()
    written(map(score, batches(BATCH)), task.folder)
    before, cpu = peak(), time.process_time()
    made = 0.0

    def timed() -> Iterator[pd.DataFrame]:
        nonlocal made
        for batch in batches(task.customers):
            started = time.process_time()
            done = score(batch)
            made += time.process_time() - started
            yield done

    digest = written(timed(), task.folder)
    told = {"MB before": before, "MB": peak(), "score s": made}
    print(json.dumps(told | {"all s": time.process_time() - cpu, "sha256": digest}))


if __name__ == "__main__":
    main(Task(**json.loads(sys.argv[1])))
