from dataclasses import replace

import pytest

from patronage.errors import QualityError


def test_a_rejected_row_says_where_it_stands_and_why(world, sale):
    world.ingest(world.source([sale(), sale(paid="five"), sale(who="")]))
    assert world.rejected() == [
        (3, "amount", "amount_format", "five"),
        (4, "customer_id", "null_customer", None),
    ]


def test_values_are_cut_and_cannot_steer_a_terminal(world, sale):
    world.ingest(world.source([sale(), sale(paid="\u202e1\u200b" + "x" * 99)]))
    [(_, _, _, value)] = world.rejected()
    assert value == "\ufffd1\ufffd" + "x" * 61


def test_rows_of_several_files_carry_the_names_of_theirs(world, sale):
    header = ["who", "order", "at", "what", "n", "paid"]
    (world.path / "shops").mkdir()
    world.write("shops/a.csv", header, [sale(), sale(paid="")])
    world.write("shops/b.csv", header, [["007"], sale(who="")])
    files = {"sales": {"path": "shops/*.csv", "format": "csv"}}
    world.ingest(world.source([sale()], files=files))
    quarantine = world.table("quarantine")[["file", "line", "reason"]]
    found = list(quarantine.itertuples(index=False, name=None))
    assert found == [
        ("sales/a.csv", 3, "amount_null"),
        ("sales/b.csv", 2, "field_count"),
        ("sales/b.csv", 3, "null_customer"),
    ]


def test_each_table_that_reads_a_file_has_its_own_rejected_rows(world, sale):
    columns = {"customer_id": "who", "at": '"at"', "kind": "nullif(what, 'tea')"}
    world.ingest(
        world.source(
            [sale(), sale(what="jam")],
            events={
                "file": "sales",
                "columns": columns,
                "time_format": "%Y-%m-%d %H:%M",
            },
        )
    )
    assert world.rejected() == [(2, "kind", "null_kind", None)]


@pytest.mark.parametrize("limited", [{"sensitive": True}, {"readers": ["care"]}])
def test_what_only_some_may_see_is_not_shown(world, limited):
    source = world.register_of(
        [["1", "30"], ["2", "secret"], ["3", "30", "secret"]],
        fields={"age": {"kind": "numeric"} | limited},
    )
    world.ingest(source)
    assert [row[1:] for row in world.rejected()] == [
        ("age", "age_format", None),
        ("", "field_count", None),
    ]
    with pytest.raises(QualityError) as stopped:
        world.ingest(replace(source, quarantine_limit=0.1))
    assert "first at line 3" in str(stopped.value)
    assert "secret" not in str(stopped.value)


def test_what_all_may_see_is_shown(world):
    world.ingest(world.register_of([["1", "30"], ["2", "old"], ["3", "30", "more"]]))
    assert [row[3] for row in world.rejected()] == ["old", "3,30,more"]
