"""A few answers, as the table `feedback` holds them."""

import pandas as pd

from patronage.feedback import Answers

AS_OF = pd.Timestamp("2025-12-31")
USUAL = {
    "kind": "satisfaction",
    "item": "overall",
    "subject": "own",
    "score": 4.0,
    "scale_low": 1.0,
    "scale_high": 5.0,
    "reversed": False,
    "answered_day": "2025-12-15",
    "resolved_day": None,
    "contacts_needed": None,
    "product": None,
}


def answers(*rows, segments=None, window_days=360):
    table = pd.DataFrame([USUAL | row for row in rows])
    for name in ("answered_day", "resolved_day"):
        table[name] = pd.to_datetime(table[name])
    known = segments or dict.fromkeys(table["customer_id"], 0)
    placed = pd.DataFrame({"customer_id": [*known], "segment": [*known.values()]})
    return Answers.of(table, placed, as_of=AS_OF, window_days=window_days)
