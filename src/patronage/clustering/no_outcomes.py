"""Nothing that lies after `as_of` may make segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.errors import ConfigError
from patronage.segments import KEY
from patronage.tables import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd


def refuse_outcomes(features: pd.DataFrame) -> None:
    """Raise ConfigError where a feature table holds columns of `outcomes`."""
    future = [field.name for field in OUTCOMES.fields if field.name not in KEY]
    leaked = [name for name in future if name in features]
    if leaked:
        raise ConfigError(
            f"schemes see features only, never outcomes; got {', '.join(leaked)}."
        )
