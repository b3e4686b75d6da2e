"""Where a customer is as probably of either of two normal groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.quadrants.cuts import Cut, share_cut
from patronage.quadrants.two_normals import TwoNormals

if TYPE_CHECKING:
    from patronage.quadrants.distinct_values import DistinctValues

BINS, STEPS, TOLERANCE = 512, 500, 1e-5


class MixtureCut(Cut):
    """Cut an axis where a customer is as probably of either of two normals.

    The two normals (`two_normals_`) have variances of their own, so that the cut is
    not Otsu's; of more than 4,096 distinct values, neighbours are taken together.
    Where no point between the means is as probable of both (one normal stands within
    the other), or all customers are equal, the cut is the median, and `method_` says
    so. A resample goes on from the normals of the fit: it stays with the same two
    groups, and 500 of them take seconds.
    """

    method = "mixture"

    def learn(self, distinct: DistinctValues) -> None:
        """Find the normals, and the cut between them."""
        self.two_normals_ = None
        if len(distinct) > 1:
            self.two_normals_ = TwoNormals.fit(distinct.compressed())
        crossing = self.two_normals_.crossing if self.two_normals_ else None
        self.method_ = "median" if crossing is None else self.method
        self.cut_ = self.resampled(distinct) if crossing is None else crossing

    def _place(self, distinct: DistinctValues) -> float:
        crossing = None
        if self.method_ == self.method and self.two_normals_ is not None:
            sample = distinct.compressed(BINS)
            crossing = self.two_normals_.improved(sample, STEPS, TOLERANCE).crossing
        return share_cut(distinct, 0.5) if crossing is None else crossing
