"""Why a customer is where he is: `python -m pipelines.explain customer=ID`.

An id that reads as a number with a sign, a point or an underscore needs quotes inside
quotes, as in `"customer='1_000'"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import config
from patronage.config import Config
from patronage.errors import ConfigError, InputError
from pipelines import card_text, workspace
from pipelines.card import Card
from pipelines.shared import Shared

if TYPE_CHECKING:
    import pandas as pd


def run(cfg: Config) -> None:
    """Print one customer's card; nothing of it is tracked.

    Raises
    ------
    ConfigError
        If no customer is asked for.
    InputError
        If there is no such customer; says how many there are.
    """
    if cfg.customer is None:
        raise ConfigError(
            "customer should be the id of a customer, as in customer=1001; it is not "
            "given."
        )
    shared = Shared(cfg)
    _check(cfg, shared.features)
    card_text.show(Card(shared, cfg.customer).sections())


def _check(cfg: Config, features: pd.DataFrame) -> None:
    if not (features["customer_id"] == cfg.customer).any():
        raise InputError(
            f"customer should be the id of one of the {len(features):,} customers of "
            f"{cfg.source.name}; there is no '{cfg.customer}' (ids are not listed)."
        )


@config.main
def main(cfg: Config) -> None:
    """Print all that is known of one customer, and why each scheme puts him there."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
