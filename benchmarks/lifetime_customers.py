"""Made customers who buy at random until a coin tells them to leave."""

import numpy as np


def made_customers(
    n: int,
    parameters: tuple[float, float, float, float],
    seed: int = 1,
    days: tuple[int, int] = (365, 730),
    ahead: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return x, t_x and T of the MBG/NBD, and purchases in the next `ahead`.

    `parameters` are r, alpha, a and b; T is uniform over whole `days`.
    """
    rng = np.random.default_rng(seed)
    r, alpha, a, b = parameters
    rate, leaves = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    T = rng.integers(*days, n, endpoint=True).astype(float)
    x, t_x, future, clock = np.zeros((4, n))
    here = np.flatnonzero(rng.random(n) >= leaves)
    while len(here):
        clock[here] += rng.exponential(1 / rate[here])
        here = here[clock[here] < T[here] + ahead]
        seen, later = here[clock[here] < T[here]], here[clock[here] >= T[here]]
        x[seen] += 1
        t_x[seen] = clock[seen]
        future[later] += 1
        here = here[rng.random(len(here)) >= leaves[here]]
    return np.column_stack([x, t_x, T]), future
