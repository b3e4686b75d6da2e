"""Customers without clusters who look like the real ones column by column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from patronage.clustering.coded import Coded

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

ROUNDS = 3


def copula_null(
    rows: FloatArray, rng: np.random.Generator, categories: Sequence[IntArray] = ()
) -> FloatArray:
    """Draw a matrix of the same shape from a Gaussian copula.

    Each column is a permutation of the input's, so every marginal is kept to the last
    value, ties and outliers too. The columns go together as in a normal distribution
    whose correlation is adjusted until the draw's rank correlations are the input's as
    nearly as a normal distribution can have them: from Pearson's 2 sin(πρ/6), which
    ties would weaken. What is lost is all that is not in these: clusters.

    The columns of a category, one group in `categories`, are drawn as one column: each
    row has one level, and each level its share. A category that follows from a
    continuum is no group either, so its levels go with the other columns as far as an
    order can (see `Coded`), instead of being drawn for themselves.
    """
    coded = Coded.of(rows, categories)
    return coded.restored(_drawn(coded.columns, rng))


def _drawn(rows: FloatArray, rng: np.random.Generator) -> FloatArray:
    values, scores = np.sort(rows, axis=0).T, _rank_scores(rows.T)
    wanted = scores @ scores.T
    latent, normal = 2 * np.sin(np.pi / 6 * wanted), rng.standard_normal(rows.shape)
    ascending = np.sort(scores, axis=1)
    for _ in range(ROUNDS):
        drawn = np.take_along_axis(ascending, _places(normal, latent), axis=1)
        latent += wanted - drawn @ drawn.T
    null: FloatArray = np.take_along_axis(values, _places(normal, latent), axis=1).T
    return null


def _rank_scores(columns: FloatArray) -> FloatArray:
    """Ranks, centred and of length 1: products are Spearman's; constants give 0."""
    ranks = rankdata(columns, axis=1)
    ranks -= ranks.mean(axis=1, keepdims=True)
    lengths = np.sqrt((ranks**2).sum(axis=1, keepdims=True))
    scores: FloatArray = ranks / np.where(lengths > 0, lengths, 1)
    return scores


def _places(normal: FloatArray, latent: FloatArray) -> IntArray:
    """Correlate the draws and return each one's rank from 0, a column in a row."""
    order = np.ascontiguousarray((normal @ _root(latent)).T).argsort(axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(len(normal))[None, :], axis=1)
    return places


def _root(correlation: FloatArray) -> FloatArray:
    """Return the symmetric square root of the nearest matrix that has one."""
    filled = correlation.copy()
    np.fill_diagonal(filled, 1)
    values, vectors = np.linalg.eigh(filled)
    root: FloatArray = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    return root
