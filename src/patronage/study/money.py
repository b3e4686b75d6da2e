"""The ledger with its money and quantities as people write them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

MONEY = ("amount", "discount", "cost")
QUANTITY = ("quantity",)


def in_units(ledger: pd.DataFrame, noted: Mapping[str, str]) -> pd.DataFrame:
    """Return a ledger, which counts cents, in whole units.

    `noted` holds `money_scale` and `quantity_scale`, the decimals kept.
    """
    scales = dict.fromkeys(MONEY, noted["money_scale"])
    scales |= dict.fromkeys(QUANTITY, noted["quantity_scale"])
    told = {n: ledger[n] / 10 ** int(s) for n, s in scales.items() if n in ledger}
    return ledger.assign(**told)
