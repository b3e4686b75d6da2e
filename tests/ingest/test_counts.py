from patronage.ingest.counts import total


def test_the_fates_of_files_are_added_up_also_below_zero():
    counted = {0: {"read": 5, "kept": 5}, 1: {"read": -7, "quarantined": -7}}
    assert total(counted) == {
        "read": -2,
        "kept": 5,
        "quarantined": -7,
        "deduplicated": 0,
    }


def test_every_file_balances_in_rows_and_money(world, sale):
    header = ["who", "order", "at", "what", "n", "paid"]
    (world.path / "shops").mkdir()
    world.write("shops/a.csv", header, [sale(), sale(), sale(who="")])
    world.write("shops/b.csv", header, [sale(paid="-9"), ["007"], sale()])
    accounting = world.ingest(
        world.source(
            [sale()],
            files={"sales": {"path": "shops/*.csv", "format": "csv"}},
            ledger={"equal_rows": "drop"},
        )
    )
    fates = ("read", "ledger", "quarantined", "deduplicated")
    found = {
        name: [
            [counts[f"{what}_{fate}"] for fate in fates] for what in ("rows", "money")
        ]
        for name, counts in accounting.files.items()
    }
    assert found == {
        "sales/a.csv": [[3, 1, 1, 1], [1050, 350, 350, 350]],
        "sales/b.csv": [[3, 1, 1, 1], [-550, -900, 0, 350]],
    }
    assert accounting.rows_read == 6
