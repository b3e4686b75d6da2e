"""Share of wallet from the rank of a brand among those that a customer uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def wallet_allocation(rank: FloatArray, n_brands: FloatArray) -> FloatArray:
    """Wallet Allocation Rule (Keiningham et al. 2011): (1 - rank / (n + 1)) 2 / n.

    `rank` is 1 for the brand liked best, the mean of the ranks they share for tied
    ones, and `n_brands` how many the customer uses; the shares of these add up to 1.
    NaN where a rank is not from 1 to n.
    """
    rank, n = np.asarray(rank, np.float64), np.asarray(n_brands, np.float64)
    possible = (rank >= 1) & (rank <= n)
    n = np.where(possible, n, 1)
    return np.where(possible, (1 - rank / (n + 1)) * 2 / n, np.nan)
