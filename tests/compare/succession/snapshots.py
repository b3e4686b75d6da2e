"""Segments of one day, and their names."""

import numpy as np
import pandas as pd

DAY = pd.Timestamp("2017-06-30")


def segments(labels):
    numbers = np.asarray(labels, np.int64)
    ids = [f"c{i:04d}" for i in range(len(numbers))]
    return pd.DataFrame({"customer_id": ids, "as_of": DAY, "segment": numbers})


def names(english, ids=None, chinese=None):
    n = len(english)
    return pd.DataFrame(
        {
            "scheme": "kmeans",
            "segment": np.arange(n),
            "segment_id": ids or [f"S{i + 1:02d}" for i in range(n)],
            "name_en": english,
            "name_zh": chinese or [f"名{name}" for name in english],
        }
    )


def scored(text):
    """Customers in the segments of the letters; a dot is in none."""
    found = ["" if letter == "." else letter for letter in text]
    rows = [f"c{i:04d}" for i in range(len(found))]
    return pd.DataFrame({"customer_id": rows, "segment_id": found})
