"""What is found at a customer whose class should be looked at again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import pandas as pd

from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

TOLD = ["reason", "declared", "found", "why_en", "why_zh"]


class Check(ABC):
    """One reason to look at a customer's class again."""

    @property
    @abstractmethod
    def needed(self) -> list[str]:
        """Columns without which nothing can be checked."""

    @abstractmethod
    def __call__(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return a row per customer to review, as `findings` makes it."""


def findings(
    features: pd.DataFrame,
    here: NDArray[np.bool_],
    told: Sequence[tuple[str, ...]],
) -> pd.DataFrame:
    """Put what is told of the rows that are `here` beside whose they are.

    `told` has of each the code of the reason, what is declared, what is found instead,
    and the reason as a sentence in English and in Chinese.
    """
    whose = features.loc[here, KEY].reset_index(drop=True)
    texts = pd.DataFrame(list(told), columns=TOLD, dtype="str")
    return pd.concat([whose, texts], axis=1)
