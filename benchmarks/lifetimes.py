"""A lifetime model of made customers, beside the package lifetimes.

`python -m benchmarks.lifetimes customers=1e6` makes customers of whole days, and in a
process of its own each way fits the MBG/NBD and foretells every customer's purchases
in a year: CPU seconds of both (imports apart), peak megabytes, log-likelihood, and
foretold over actual purchases. The package is no part of the project: `python=PATH`
names an interpreter that has it (with numpy; nothing of ours is asked of it).
"""

import importlib
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.lifetime_customers import made_customers

PARAMETERS = (0.6, 45.0, 0.9, 1.6)
AHEAD = 365.0
HEADS = ("fit s", "foretell s", "MB", "log-likelihood", "foretold/actual")


def ours(X: np.ndarray) -> tuple[float, Callable[[], np.ndarray]]:
    """Fit with patronage; return the log-likelihood, and how to foretell."""
    from patronage.features.lifetime import MBGNBD

    model = MBGNBD().fit(X)
    return model.log_likelihood_, lambda: model.expected_purchases(X, AHEAD)


def theirs(X: np.ndarray) -> tuple[float, Callable[[], np.ndarray]]:
    """Fit with lifetimes, which states the log-likelihood per customer, scaled."""
    from lifetimes import ModifiedBetaGeoFitter

    model = ModifiedBetaGeoFitter().fit(*X.T)
    found = np.array(list(model.params_))
    terms = model._negative_log_likelihood(np.log(found), *X.T, np.ones(len(X)), 0.0)
    foretell = model.conditional_expected_number_of_purchases_up_to_time
    return -terms * len(X), lambda: foretell(AHEAD, *X.T)


WAYS = {"patronage": ours, "lifetimes": theirs}
MODULES = {
    "patronage": "patronage.features.lifetime.mbgnbd",
    "lifetimes": "lifetimes",
}


def work(way: str, customers: int) -> dict[str, float]:
    """Do the work in this process, and return what it cost and found."""
    X, future = made_customers(customers, PARAMETERS, ahead=AHEAD)
    X = np.column_stack([X[:, 0], np.minimum(np.ceil(X[:, 1]), X[:, 2]), X[:, 2]])
    importlib.import_module(MODULES[way])  # not part of the work
    started = time.process_time()
    log_likelihood, foretell = WAYS[way](X)
    fitted = time.process_time()
    foretold = np.asarray(foretell())
    return {
        "fit s": fitted - started,
        "foretell s": time.process_time() - fitted,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "log-likelihood": float(log_likelihood),
        "foretold/actual": float(foretold.sum() / future.sum()),
    }


def measured(python: str, way: str, customers: int) -> dict[str, float]:
    """Do the work in a process of its own."""
    command = [
        python,
        "-W",
        "ignore",
        "-m",
        "benchmarks.lifetimes",
        way,
        str(customers),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _has_lifetimes(python: str) -> bool:
    if python == sys.executable:
        return importlib.util.find_spec("lifetimes") is not None
    found = subprocess.run(
        [python, "-c", "import lifetimes"], capture_output=True, check=False
    )
    return found.returncode == 0


def main(settings: dict[str, Any]) -> None:
    """Measure each way that can be had; print costs, findings and the ratio."""
    customers = int(float(settings.get("customers", "1e6")))
    python = settings.get("python", sys.executable)
    found = {"patronage": measured(sys.executable, "patronage", customers)}
    if _has_lifetimes(python):
        found["lifetimes"] = measured(python, "lifetimes", customers)
    print(f"{f'{customers:,} customers':<20}" + "".join(f"{h:>16}" for h in HEADS))
    for way, values in found.items():
        print(f"{way:<20}" + "".join(f"{values[head]:>16,.2f}" for head in HEADS))
    if "lifetimes" in found:
        costs = [sum(found[way][head] for head in HEADS[:2]) for way in WAYS]
        print(f"CPU seconds of patronage over lifetimes: {costs[0] / costs[1]:.3f}")
    else:
        print("lifetimes is not here: python=PATH names an interpreter that has it")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in WAYS:
        print(json.dumps(work(sys.argv[1], int(sys.argv[2]))))
    else:
        main(dict(argument.split("=", 1) for argument in sys.argv[1:]))
