"""Choosing k and k-means itself, beside plain scikit-learn: quality first, then speed.

`python -m benchmarks.clustering rows=5e4 columns=20 bootstraps=20 seeds=1` makes
mixtures of six normal groups, well separated and overlapping. Each side, in a process
of its own with one thread, takes silhouettes and bootstraps for k = 2 to 12 and
chooses k. It fails where their ARI, averaged over the seeds, differs by more than 0.02
on average over k, or where another k is chosen.

- `control=1` adds plain scikit-learn with other starts on the same draws: what luck
  alone makes of the difference;
- `silhouette_rows=1e4` lets plain scikit-learn sample its silhouettes: at full size
  they take most of its twenty CPU minutes a mixture and seed.

`python -m benchmarks.clustering sweep=1e6 seeds=5` compares k-means alone, and fails
where inertia is more than 0.1 % above that of ten starts, on average over the seeds.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.clustering_process import ask
from benchmarks.clustering_work import Task

Answer = dict[str, Any]

MIXTURES = {"well separated": 8.0, "overlapping": 3.0}
ARI_GATE = 0.02
INERTIA_GATE = 1.001


def compare_choice(tasks: list[Task], *, control: bool) -> list[str]:
    """Print what both sides found; return the gates that ours fails."""
    plain = [ask("clustering_plain", task) for task in tasks]
    ours = [ask("clustering_product", task) for task in tasks]
    print_tables(plain, ours)
    difference = differing(plain, ours)
    print(f"ARI of bootstraps differs by {difference:.4f} on average over k")
    if control:
        others = [replace(t, random_state=1_000, silhouette_rows=100) for t in tasks]
        again = [ask("clustering_plain", task) for task in others]
        print(f"that of plain with other starts by {differing(plain, again):.4f}")
    for name in ("k", "truth", "cpu"):
        print(f"{name}: plain {_each(plain, name)}; ours {_each(ours, name)}")
    cpu = [sum(side["cpu"] for side in sides) for sides in (plain, ours)]
    print(f"CPU: {cpu[0] / cpu[1]:.1f}x less\n")
    return list(failures(difference, plain, ours))


def print_tables(plain: list[Answer], ours: list[Answer]) -> None:
    """Print a row for each k, averaged over the seeds."""
    print(f"{'k':>4}{'silhouette':>20}{'ARI':>20}{'inertia':>12}   (plain, ours)")
    names = ("silhouette", "stability_ari", "inertia")
    columns = [mean(side, name) for name in names for side in (plain, ours)]
    for k, *values, before, after in zip(mean(plain, "k"), *columns, strict=True):
        shown = "".join(f"{value:>10.4f}" for value in values)
        print(f"{k:>4.0f}{shown}{after / before:>12.5f}")


def mean(sides: list[Answer], name: str) -> Any:
    """A column of the tables, averaged over the seeds."""
    return np.mean([side["table"][name] for side in sides], axis=0)


def differing(plain: list[Answer], ours: list[Answer]) -> float:
    """Mean over k of how far the bootstraps' mean ARI differs."""
    gaps = mean(plain, "stability_ari") - mean(ours, "stability_ari")
    return float(np.abs(gaps).mean())


def failures(
    difference: float, plain: list[Answer], ours: list[Answer]
) -> Iterator[str]:
    """Say which gates are not reached."""
    if difference > ARI_GATE:
        yield f"ARI differs by {difference:.4f} on average"
    for before, after in zip(plain, ours, strict=True):
        if before["k"] != after["k"]:
            yield f"k = {after['k']} was chosen, not {before['k']}"


def _each(sides: list[Answer], name: str) -> str:
    return ", ".join(f"{side[name]:.4g}" for side in sides)


def compare_sweep(tasks: list[Task]) -> list[str]:
    """Print ratios for each k over the tasks; return the gates that they fail."""
    sides = [
        [ask("clustering_sweep", task, side) for side in ("plain", "staged")]
        for task in tasks
    ]
    inertia = np.array([[side["inertia"] for side in pair] for pair in sides])
    cpu = np.array([[side["cpu"] for side in pair] for pair in sides]).sum(axis=0)
    worse = inertia[:, 1] / inertia[:, 0]
    print(f"{'k':>4}{'inertia':>10}{'worst':>10}{'CPU':>8}   (ratios to n_init=10)")
    for at, k in enumerate(range(2, 2 + len(cpu[0]))):
        print(
            f"{k:>4}{worse[:, at].mean():>10.5f}{worse[:, at].max():>10.5f}"
            f"{cpu[0, at] / cpu[1, at]:>7.1f}x"
        )
    total = cpu.sum(axis=1)
    print(f"CPU s {total[0]:.1f} and {total[1]:.1f}: {total[0] / total[1]:.1f}x less\n")
    above = worse.mean(axis=0).max()
    return [f"inertia {above:.5f} of plain"] if above > INERTIA_GATE else []


def main() -> None:
    """Answer the question that the command line asks."""
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    number = {name: int(float(value)) for name, value in given.items()}
    rows = number.get("sweep", number.get("rows", 50_000))
    failed = []
    for name, apart in MIXTURES.items():
        tasks = [
            Task(
                rows=rows,
                columns=number.get("columns", 20),
                apart=apart,
                seed=seed,
                bootstraps=number.get("bootstraps", 20),
                silhouette_rows=number.get("silhouette_rows", rows),
            )
            for seed in range(number.get("seeds", 1))
        ]
        print(f"{name}: {rows:,} x {tasks[0].columns}, {len(tasks)} seeds")
        if "sweep" in given:
            failed += compare_sweep(tasks)
        else:
            failed += compare_choice(tasks, control="control" in given)
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main()
