"""A small ledger of sixty customers, the same wherever it is made."""

import random

FIRST_DAY, LAST_DAY = "2023-01-01", "2023-12-31"


def made_ledger() -> list[tuple[int, int, int]]:
    """Rows of customer, day of the year and cents; some after 2023 has ended.

    `lifetimes.csv` beside this file is what `summary_data_from_transaction_data` of
    lifetimes 0.11.3 makes of them: freq "D", observation_period_end 2023-12-31, and
    monetary_value_col the cents.
    """
    source = random.Random(2023)
    rows = []
    for customer in range(60):
        day = int(200 * source.random())
        for _ in range(1 + int(12 * source.random() ** 2)):
            for _ in range(1 + int(1.5 * source.random())):
                rows.append((customer, day, 100 + int(9_900 * source.random())))
            day += 1 + int(70 * source.random())
    return rows
