from patronage.ingest import Notes

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
    assert accounting.money_quarantined == 7 * 350
    assert accounting.money_read == 27 * 350


def test_rows_that_cannot_be_split_are_counted(world, sale):
    source = world.source([sale(), ["007", "A1"], sale(who="008"), [*sale(), "more"]])
    accounting = world.ingest(source)
    assert (accounting.rows_read, accounting.rows_ledger) == (4, 2)
    assert accounting.by_reason == {"field_count": 2}
    assert [row[0] for row in world.rejected()] == [3, 5]


def test_reasons_above_the_warning_share_are_pointed_out(world, sale):
    rows = [sale(who=f"{i:03d}") for i in range(99)] + [sale(paid="")]
    said = world.ingest(world.source(rows, quarantine_warn=0.001)).sentences()
    assert any("warning" in line and "amount_null" in line for line in said)
    calm = world.ingest(world.source(rows, quarantine_warn=0.05)).sentences()
    assert not any("warning" in line for line in calm)


def test_customers_and_records_that_miss_each_other_are_counted(world, sale):
    world.write(
        "people.csv", ["id", "age"], [["007", "30"], ["008", "40"], ["009", "50"]]
    )
    source = world.source(
        [sale(), sale(who="001")],
        files={"people": {"path": "people.csv", "format": "csv"}},
        fields={"age": {"kind": "numeric"}},
        customers={
            "shop": {"file": "people", "customer_id": "id", "columns": {"age": "age"}}
        },
    )
    accounting = world.ingest(source)
    assert accounting.customers_without_record == 1
    assert accounting.records_without_orders == 2
    assert accounting.others["customers"]["kept"] == 3


def test_customers_without_a_ledger_are_counted(world):
    rows = [["1", "30"], ["2", "old"], ["1", "30"], ["3", ""]]
    accounting = world.ingest(world.register_of(rows))
    assert accounting.customers == 2
    assert accounting.others["customers"] == {
        "read": 4,
        "kept": 2,
        "quarantined": 1,
        "deduplicated": 1,
    }
    assert (accounting.rows_read, accounting.money_read) == (0, 0)
    assert accounting.by_reason == {"customers: age_format": 1}


def test_what_the_doors_noticed_is_carried_on(world, sale):
    notes = Notes(warnings=("a note",), already_ingested=("sales/b.csv",))
    accounting = world.ingest(world.source([sale()]), notes=notes)
    assert accounting.warnings == ("a note",)
    assert accounting.already_ingested == ("sales/b.csv",)


def test_ids_that_were_merged_are_reported(world, sale):
    rows = [sale(who="a"), sale(who="b"), sale(who="c", what="jam")]
    keys = {"goods": {"expression": "what"}}
    identity = {"file": "sales", "customer_id": "who", "keys": keys}
    accounting = world.ingest(world.source(rows, identity=identity))
    assert (accounting.identity["ids"], accounting.identity["customers"]) == (3, 2)
    assert world.table("ledger")["customer_id"].tolist() == ["a", "a", "c"]
    assert accounting.equal_rows_kept == 1
