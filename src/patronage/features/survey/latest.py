"""The survey as it stood on a day: one answer per customer and item."""

from __future__ import annotations

import pandas as pd

ONE_ANSWER = ["customer_id", "kind", "item"]


def latest(feedback: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the latest answer about us of each customer to each item.

    `feedback` is the table of that name. Answers after `as_of` are left out, as are
    those without a place on a scale; an undated one counts where no other was given.
    Has the columns customer_id, kind, item, pomp (0 to 100), and out_of_ten, which
    says whether it was asked from 0 to 10.
    """
    ours = feedback["subject"].isna() | feedback["subject"].eq("own")
    day = pd.to_datetime(feedback["answered_day"])
    told = feedback[ONE_ANSWER].assign(
        day=day,
        pomp=_pomp(feedback),
        out_of_ten=feedback["scale_low"].eq(0) & feedback["scale_high"].eq(10),
    )
    known = told[ours & ~(day > as_of) & told["pomp"].notna()]
    ordered = known.sort_values([*ONE_ANSWER, "day", "pomp"], na_position="first")
    last = ordered.drop_duplicates(ONE_ANSWER, keep="last")
    return last.drop(columns="day").reset_index(drop=True)


def _pomp(feedback: pd.DataFrame) -> pd.Series[float]:
    """Percent of maximum possible (Cohen et al. 1999), reversed items turned around."""
    score, low, high = (
        feedback[name].astype("float64")
        for name in ("score", "scale_low", "scale_high")
    )
    placed = (low < high) & score.between(low, high)
    percent = 100 * ((score - low) / (high - low)).where(placed)
    turned = feedback["reversed"].astype("boolean").fillna(False).astype(bool)
    return percent.mask(turned, 100 - percent)
