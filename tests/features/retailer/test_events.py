from features.retailer.retailers import retailers

from patronage.features.retailer.events import of_kind, tells


def test_events_of_a_kind_come_with_what_stands_beside_them():
    batch = retailers(
        {
            "ann": [
                ("2025-05-01", "violation", 0, 20),
                ("2025-06-01", "overdue", 8),
            ],
            "bob": [("2025-07-01", "violation", 0, 5)],
        }
    )
    found = of_kind(batch, "violation")
    assert found["severity"].values.tolist() == [20, 5]
    assert found["at_day"].counts.tolist() == [1, 1]
    assert of_kind(batch, "overdue")["value"].values.tolist() == [8]


def test_a_kind_that_the_source_never_had_is_not_told():
    batch = retailers({"ann": []}, kinds=("overdue",))
    assert tells(batch, "overdue")
    assert tells(batch, "violation", "overdue")
    assert not tells(batch, "violation")
    assert of_kind(batch, "violation")["at_day"].counts.tolist() == [0]
