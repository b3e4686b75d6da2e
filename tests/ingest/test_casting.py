import pytest

from patronage.errors import ConfigError


@pytest.mark.parametrize(
    "who",
    ["007", "NA", "null", "None", "-", "1e3", "17850.0", "客户①", "a/../b", "O'Neil"],
)
def test_ids_stay_the_text_they_are(world, sale, who):
    world.ingest(world.source([sale(who=who)]))
    assert world.table("ledger")["customer_id"].tolist() == [who]


def test_ids_are_trimmed_and_composed(world, sale):
    world.ingest(world.source([sale(who=" Zoe\u0308 "), sale(who="Zo\u00eb")]))
    assert world.table("ledger")["customer_id"].tolist() == ["Zo\u00eb", "Zo\u00eb"]


def test_large_whole_numbers_stay_apart(world, sale):
    ids = [str(2**53 + i) for i in (-1, 0, 1)]
    columns = {"customer_id": "CAST(who AS BIGINT)"}
    world.ingest(world.source([sale(who=who) for who in ids], columns=columns))
    assert world.table("ledger")["customer_id"].tolist() == ids


def test_ids_as_floats_are_refused_before_two_become_one(world, sale):
    source = world.source([sale()], columns={"customer_id": "CAST(who AS DOUBLE)"})
    with pytest.raises(
        ConfigError, match="'customer_id' should be text or whole numbers"
    ):
        world.ingest(source)


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"who": ""}, "customer_id", "null_customer"),
        ({"who": '"  "'}, "customer_id", "null_customer"),
        ({"order": ""}, "order_id", "null_order"),
        ({"who": "x" * 257}, "customer_id", "id_format"),
        ({"what": "x" * 300}, "product_id", "id_format"),
        ({"who": "a\x01b"}, "customer_id", "control_char"),
    ],
)
def test_what_is_no_id_is_rejected_with_its_reason(world, sale, change, column, reason):
    accounting = world.ingest(world.source([sale(), sale(**change)]))
    assert [row[:3] for row in world.rejected()] == [(2, column, reason)]
    assert accounting.by_reason == {reason: 1}


def test_an_id_may_have_256_characters(world, sale):
    accounting = world.ingest(world.source([sale(who="x" * 256)]))
    assert accounting.rows_ledger == 1


def test_the_offending_value_is_cut_and_made_harmless(world, sale):
    world.ingest(world.source([sale(), sale(who="\x1b[31m" + "y" * 300)]))
    assert world.rejected()[0][3] == "\ufffd[31m" + "y" * 59


def test_blank_dimensions_are_null_not_rejected(world, sale):
    world.ingest(world.source([sale(what="")]))
    assert world.table("ledger")["product_id"].isna().all()


def test_a_flag_is_yes_no_or_unknown(world, sale):
    rows = [sale(what=what) for what in ("true", "no", "", "perhaps")]
    columns = {"is_return": "nullif(what, '')"}
    world.ingest(world.source(rows, columns=columns))
    assert sorted(map(str, world.table("ledger")["is_return"])) == [
        "<NA>",
        "False",
        "True",
    ]
    assert world.rejected() == [(4, "is_return", "is_return_format", "perhaps")]
