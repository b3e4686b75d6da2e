import pytest

from patronage.errors import QualityError

BAD = [
    {"who": ""},
    {"order": ""},
    {"at": ""},
    {"at": "yesterday"},
    {"at": "1970-01-01 00:00"},
    {"n": "two"},
    {"paid": ""},
    {"paid": "inf"},
    {"paid": "five"},
    {"paid": "1e20"},
    {"what": "x" * 257},
    {"what": "a\x07b"},
]


def test_every_row_and_every_cent_has_a_fate(world, sale):
    rows = [sale(who=f"{i:03d}") for i in range(20)] + [sale(**bad) for bad in BAD]
    accounting = world.ingest(world.source(rows))
    assert accounting.rows_read == 32
    assert accounting.rows_ledger == 20
    assert accounting.rows_quarantined == sum(accounting.by_reason.values()) == 12
    assert len(accounting.by_reason) == 12
    assert accounting.money_ledger == 20 * 350
    assert accounting.money_quarantined == 8 * 350
    assert accounting.money_read == 28 * 350


def test_rows_that_cannot_be_split_are_counted(world, sale):
    source = world.source([sale(), ["007", "A1"], sale(who="008"), [*sale(), "more"]])
    accounting = world.ingest(source)
    assert (accounting.rows_read, accounting.rows_ledger) == (4, 2)
    assert accounting.by_reason == {"field_count": 2}
    assert [row[0] for row in world.rejected()] == [2, 4]


def test_too_many_rows_rejected_for_one_reason_stop_the_run(world, sale):
    rows = [sale(who=f"{i:03d}") for i in range(97)] + [sale(paid="")] * 3
    source = world.source(rows, quarantine_limit=0.02)
    with pytest.raises(
        QualityError, match=r"at most 2.0% of the 100 rows .* amount_null rejects 3"
    ):
        world.ingest(source)
    assert not world.folder.data.exists()


def test_the_limit_is_per_reason(world, sale):
    bad = [sale(paid=""), sale(paid=""), sale(who=""), sale(who="")]
    rows = [sale(who=f"{i:03d}") for i in range(96)] + bad
    accounting = world.ingest(world.source(rows, quarantine_limit=0.02))
    assert accounting.by_reason == {"amount_null": 2, "null_customer": 2}


def test_reasons_above_the_warning_share_are_pointed_out(world, sale):
    rows = [sale(who=f"{i:03d}") for i in range(99)] + [sale(paid="")]
    said = world.ingest(world.source(rows, quarantine_warn=0.001)).sentences()
    assert any("warning" in line and "amount_null" in line for line in said)
    calm = world.ingest(world.source(rows, quarantine_warn=0.05)).sentences()
    assert not any("warning" in line for line in calm)


@pytest.mark.parametrize("rows", [0, 1])
def test_a_ledger_without_a_row_is_not_good_enough(world, sale, rows):
    with pytest.raises(QualityError, match="no_rows"):
        world.ingest(world.source([sale(who="")] * rows))


def test_customers_and_records_that_miss_each_other_are_counted(world, sale):
    world.write(
        "people.csv", ["id", "age"], [["007", "30"], ["008", "40"], ["009", "50"]]
    )
    source = world.source(
        [sale(), sale(who="001")],
        files={"people": {"path": "people.csv", "format": "csv"}},
        customers={
            "file": "people",
            "customer_id": "id",
            "fields": {"age": {"expression": "age", "kind": "numeric"}},
        },
    )
    accounting = world.ingest(source)
    assert accounting.customers_without_record == 1
    assert accounting.records_without_orders == 2
    assert accounting.others["customers"]["kept"] == 3
