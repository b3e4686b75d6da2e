"""Make the synthetic sample anew: `python data/sample/tobacco_retail/generate.py`.

Nothing in it is real: no retailer, brand, order, violation or answer. With the same
numpy the same bytes come out, into this folder or the one that is named.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import caring
import numpy as np
import voices
from shops import Shops, shops
from trade import PRODUCTS, Trade, trade

SEED = 2026
HEADS = {
    "orders.csv.gz": "customer day product quantity",
    "events.csv.gz": "customer at kind item value severity",
    "retailers.csv": "customer format market declared_size opened_on region "
    "demonstration_store footfall display_area peer_leader status_suspended "
    "e_settlement_share price_tag_compliance class_checked_on",
    "visits.csv": "customer contacted_on kind channel responded",
    "feedback.csv": "customer answered_on kind item score scale_low scale_high product "
    "resolved_on contacts_needed text",
    "products.csv": "product name brand price_class price cost launched_on "
    "launch_grade",
    "stock.csv": "month product quantity",
    "care.csv": "customer occasion from until emergency consent",
    "planted.csv": "customer list why",
}


def tables(seed: int = SEED) -> dict[str, list[Sequence[object]]]:
    """Return the rows of each file."""
    rng = np.random.default_rng(seed)
    made = shops(rng)
    sold = trade(rng, made)
    asked = voices.answered(rng, made)
    return {
        "orders.csv.gz": _orders(made, sold),
        "events.csv.gz": voices.events(rng, made, sold),
        "retailers.csv": voices.fields(rng, made),
        "visits.csv": voices.contacts(rng, made, asked),
        "feedback.csv": voices.feedback(rng, made, asked),
        "products.csv": list(PRODUCTS),
        "stock.csv": [(m, PRODUCTS[p][0], n) for m, p, n in voices.stock(sold)],
        "care.csv": caring.care(rng, made),
        "planted.csv": _planted(made),
    }


def _orders(made: Shops, sold: Trade) -> list[Sequence[object]]:
    customer = np.array(made.customer)[sold.shop]
    product = np.array([each[0] for each in PRODUCTS])[sold.product]
    return list(zip(customer, sold.day, product, sold.quantity, strict=True))


def _planted(made: Shops) -> list[Sequence[object]]:
    rows = zip(made.customer, made.planted, made.why, strict=True)
    return [row for row in rows if row[1] != "general" or row[2]]


def text(name: str, rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADS[name].split())
    writer.writerows(rows)
    return file.getvalue().encode()


def main(folder: Path) -> None:
    """Write every file."""
    for name, rows in tables().items():
        written = text(name, rows)
        if name.endswith(".gz"):
            written = gzip.compress(written, 9, mtime=0)
        (folder / name).write_bytes(written)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
