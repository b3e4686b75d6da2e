import numpy as np
import pyarrow as pa

from patronage.engine.assembly import Facts
from patronage.engine.attributes import attributes

FACTS = Facts(
    levels={"customers.size": ("S", "M", "L"), "customers.home": ("n", "s")},
    fields={
        "age": {"kind": "numeric"},
        "size": {"kind": "ordinal"},
        "home": {"kind": "categorical"},
    },
    columns={"customers": ("age", "size", "home")},
)
RECORDS = pa.table({"age": [3.5, None], "size": ["L", None], "home": [None, "n"]})
REGISTERED = np.array([True, False, True])


def test_values_stand_with_those_who_have_a_record():
    found = attributes(RECORDS, REGISTERED, FACTS)
    assert np.isnan(found["age"]).tolist() == [False, True, True]
    assert found["size"].codes.tolist() == [2, -1, -1]
    assert found["home"].codes.tolist() == [-1, -1, 0]


def test_categories_are_the_declared_ones_and_only_ordinals_are_ordered():
    found = attributes(RECORDS, REGISTERED, FACTS)
    assert list(found["size"].categories) == ["S", "M", "L"]
    assert (found["size"].ordered, found["home"].ordered) == (True, False)


def test_without_a_register_nobody_has_attributes():
    assert attributes(None, np.array([False]), FACTS) == {}
