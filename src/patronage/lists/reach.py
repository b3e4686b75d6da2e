"""Who may be written to at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from patronage.answers import said_yes


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Leave out who is not active, and who the source says is not to be contacted.

    `contactable` and `problem` name columns; who is not said to be contactable is not,
    and who is not said to be a problem is none. A column that is not there leaves out
    nobody.
    """

    contactable: str = "contactable"
    problem: str = "problem_list"

    def __call__(self, customers: pd.DataFrame) -> NDArray[np.bool_]:
        """Say of each customer whether he may stand on a list."""
        kept = (customers["status"] == "ok").to_numpy(bool)
        if self.contactable in customers:
            kept = kept & said_yes(customers[self.contactable])
        if self.problem in customers:
            kept = kept & ~said_yes(customers[self.problem])
        return kept
