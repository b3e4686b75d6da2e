"""Gamma variates out of frozen random numbers: equal shapes get equal draws."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.segments import FloatArray

# Of shapes from 1 on, at least 95 % of the candidates are taken: one of eight is,
# but for 1e-10.
CANDIDATES = 8
HALVINGS = 50

# Of a variate of shape below 1/4 a power is drawn that U^4 is a factor of: it falls
# below 2^-90, where it is cut off, but for 1e-6 never.
STEEPEST = 4.0
LEAST = 2.0**-90

Seed = tuple[int, ...]


def gamma_draws(
    shape: FloatArray, n_draws: int, *, seed: Seed, power: float = 1.0
) -> Draws:
    """Draw powers of gamma variates of scale 1, (n shapes, n_draws).

    Marsaglia & Tsang (2000, ACM TOMS 26:363) with the same candidates for every shape,
    of which each takes the first that it accepts. A candidate is accepted from some
    shape on, so that no logarithm is taken here, and a shape's draws do not depend on
    those beside it. Shapes below 1 are drawn from shape + 1, times U^(1/shape).

    Parameters
    ----------
    power : float
        Of `spread_power`, so that the variates of small shapes remain above 0.
    """
    stream = _stream(n_draws, seed)
    small = shape < 1
    d = (np.where(small, shape + 1, shape) - 1 / 3)[:, None]
    root = 1 + stream.accepted(d) / (3 * np.sqrt(d))
    drawn = d * (root * root * root)
    if power < 1:
        drawn = drawn**power
    drawn[small] *= np.exp(power * stream.log_boosts / shape[small, None])
    return np.maximum(drawn, LEAST).astype(np.float32)


def spread_power(shape: float) -> float:
    """Return the power, 1 at most, in which variates of a shape are told apart.

    Of shape 0.01, most would be smaller than any float, and all of them tied.
    """
    return min(1.0, STEEPEST * shape)


def log_gammas(shape: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Draw logarithms of gamma variates of scale 1, one for each shape."""
    boosts = rng.standard_exponential(len(shape)) / shape
    logs: FloatArray = np.log(rng.standard_gamma(shape + 1)) - boosts
    return logs


def powers(logs: FloatArray, power: float) -> FloatArray:
    """Return powers of numbers given by their logarithms, cut off as draws are."""
    return np.exp(np.clip(power * logs, np.log(LEAST), -np.log(LEAST)))


def normal_draws(n_draws: int, *, seed: Seed) -> FloatArray:
    """Draw standard normals."""
    return ndtri(_uniforms(n_draws, 1, seed)[:, 0])


@dataclass(frozen=True)
class _Stream:
    """Candidates of each draw, (n_draws, candidates), and what accepts and boosts."""

    candidates: FloatArray
    log_acceptances: FloatArray
    log_boosts: FloatArray

    @functools.cached_property
    def least(self) -> FloatArray:
        """The smallest d = shape - 1/3 that accepts a candidate."""
        return _least(self.candidates, self.log_acceptances)

    def accepted(self, d: FloatArray) -> FloatArray:
        """The first accepted candidate of each d and draw."""
        taken = np.repeat(self.candidates[None, :, 0], len(d), axis=0)
        refused = d < self.least[:, 0]
        for candidate, least in zip(
            self.candidates.T[1:], self.least.T[1:], strict=True
        ):
            np.copyto(taken, candidate, where=refused)
            refused &= d < least
        return taken


@functools.lru_cache(maxsize=64)
def _stream(n_draws: int, seed: Seed) -> _Stream:
    uniforms = _uniforms(n_draws, 2 * CANDIDATES + 1, seed)
    logs = np.log(uniforms)
    return _Stream(ndtri(uniforms[:, :CANDIDATES]), logs[:, CANDIDATES:-1], logs[:, -1])


def _uniforms(n_draws: int, width: int, seed: Seed) -> FloatArray:
    """Numbers in (0, 1), a row per draw.

    All customers share them, so that chance would not average out: the first and the
    last column have one number in each n-th part of (0, 1) (McKay, Beckman & Conover
    1979, Technometrics 21:239).
    """
    rng = np.random.default_rng(seed)
    numbers = rng.random((n_draws, width))
    for column in {0, width - 1}:
        part = rng.random(n_draws).argsort()
        numbers[:, column] = (part + numbers[:, column]) / n_draws
    return numbers * (1 - 2**-52) + 2**-54


def _least(x: FloatArray, log_u: FloatArray) -> FloatArray:
    """Where log u = x^2 / 2 + d (1 - v + log v) with v = (1 + y)^3, y = x / 3 sqrt(d).

    Divided by x^2 the right side depends on y alone and falls with its size.
    """
    sign, target = np.sign(x), log_u / x**2
    low = np.full(x.shape, 1e-6)
    # d is at least 2/3, and so the size of y at most 0.41 x.
    high = np.where(x < 0, np.minimum(np.abs(x) / 2, 1 - 1e-12), np.abs(x) / 2)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _margin(sign * middle) > target
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return x**2 / (9 * low**2)


def _margin(y: FloatArray) -> FloatArray:
    return 0.5 + (3 * np.log1p(y) - 3 * y - 3 * y**2 - y**3) / (9 * y**2)
