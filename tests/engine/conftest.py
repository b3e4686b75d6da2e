"""A shop of a few people, on disk."""

import pytest

from patronage import io
from tests.engine.shops import Person, Shop

PEOPLE = {
    "ann": Person(
        orders=[
            ("a1", 1, 500, 2, "Own", 8),
            ("a1", 1, 250, 1, "Other", None),
            ("a2", 9, 100, 1, None, 20),
        ],
        contacts=[(2, "campaign")],
        events=[(2, "visit")],
        feedback=[(3, "liking", 4.0, False), (4, "trust", 4.0, True)],
    ),
    "bob": Person(orders=[("b1", 3, 900, 4, "Own", 9)], size="L", registered=True),
    "cyd": Person(
        orders=[("c1", 2, 50, 1, "Other", 9), ("c2", 5, 75, 1, "Other", 9)],
        events=[(4, "redemption")],
    ),
    "dan": Person(size="S", registered=True, feedback=[(5, "liking", 9.0, None)]),
    "nobody": Person(contacts=[(4, "campaign")], feedback=[(4, "liking", 1.0, None)]),
}


@pytest.fixture
def folder(tmp_path) -> io.Folder:
    return Shop(PEOPLE).write(tmp_path)
