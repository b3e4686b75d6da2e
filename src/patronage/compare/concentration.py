"""How well an order of customers, level by level, sorts what they do."""

from __future__ import annotations

import numpy as np

from patronage.segments import FloatArray, IntArray


def concentration(weight: FloatArray, amount: FloatArray) -> float:
    """Return twice the area between the concentration curve and the diagonal.

    `weight` are customers by level, `amount` what each level brings, levels from the
    least to the most; 0 where the order tells nothing. Of values in their own order it
    is the Gini coefficient. NaN without customers or amount.
    """
    people, money = weight.sum(), amount.sum()
    if not (people > 0 and money > 0):
        return float("nan")
    share = np.concatenate([[0.0], np.cumsum(amount) / money])
    return float(1 - ((share[1:] + share[:-1]) * weight).sum() / people)


def area_under_curve(positive: FloatArray, negative: FloatArray) -> float:
    """Return the chance that a positive one stands above a negative one, ties half.

    Both are customers by level, from the least to the most (Mann & Whitney 1947).
    """
    pairs = positive.sum() * negative.sum()
    if not pairs > 0:
        return float("nan")
    below = np.cumsum(negative) - negative
    return float((positive * (below + negative / 2)).sum() / pairs)


def rank_correlation(weight: FloatArray, rank: FloatArray, level: IntArray) -> float:
    """Return Spearman's correlation of levels with ranks; 0 where either is constant.

    A customer counts `weight` times; `rank` are the mid-ranks by that weight.
    """
    of_level = mid_ranks(summed(level, weight))[level]
    x, y = rank - weight.sum() / 2, of_level - weight.sum() / 2
    spread = np.sqrt((weight * x**2).sum() * (weight * y**2).sum())
    return float((weight * x * y).sum() / spread) if spread > 0 else 0.0


def mid_ranks(weight: FloatArray) -> FloatArray:
    """Return the middle of the places that each of the ordered groups takes."""
    places: FloatArray = np.cumsum(weight) - weight / 2
    return places


def summed(group: IntArray, values: FloatArray) -> FloatArray:
    """Add values up by group, groups numbered from 0."""
    return np.bincount(group, values).astype(np.float64)
