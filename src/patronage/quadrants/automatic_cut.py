"""Between two groups where there are two, else at the median."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.quadrants.cuts import Cut, MedianCut
from patronage.quadrants.mixture_cut import MixtureCut
from patronage.quadrants.trough import trough

if TYPE_CHECKING:
    from patronage.quadrants.distinct_values import DistinctValues

LEAST_BIC_GAIN, LEAST_ASHMAN_D, LEAST_TROUGH = 10.0, 2.0, 3.0


class AutomaticCut(Cut):
    """Cut an axis between two normals if it is truly bimodal, else at the median.

    Truly bimodal is what satisfies all of these: two normals have a BIC lower by more
    than 10 than one (`bic_gain_`), an Ashman D above 2 (`ashman_d_`), and customers
    lie thinner between them than within either, by 3 standard errors (`trough_`). The
    last is ours and keeps out what is merely flat: 2,500 evenly spread scores, such as
    ranks, gain 360 and have a D of 3, and yet are no two groups. All three are 0 where
    everybody is equal. The choice, `method_`, is made once, by the fit; resamples
    follow it.
    """

    method = "automatic"

    def learn(self, distinct: DistinctValues) -> None:
        """Choose how to cut, and cut."""
        mixture = MixtureCut()
        mixture.learn(distinct)
        self._measure(mixture, distinct)
        self.chosen_ = mixture if self._bimodal else MedianCut()
        self.chosen_.learn(distinct)
        self.method_, self.cut_ = self.chosen_.method_, self.chosen_.cut_

    def _measure(self, mixture: MixtureCut, distinct: DistinctValues) -> None:
        self.bic_gain_ = self.ashman_d_ = self.trough_ = 0.0
        normals = mixture.two_normals_
        if normals is None:
            return
        self.bic_gain_ = normals.bic_gain(distinct.compressed())
        self.ashman_d_ = normals.ashman_d
        self.trough_ = trough(distinct, normals.means, normals.sds)

    @property
    def _bimodal(self) -> bool:
        return (
            self.bic_gain_ > LEAST_BIC_GAIN
            and self.ashman_d_ > LEAST_ASHMAN_D
            and self.trough_ > LEAST_TROUGH
        )

    def _place(self, distinct: DistinctValues) -> float:
        return self.chosen_.resampled(distinct)
