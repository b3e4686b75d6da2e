import pytest

from patronage.errors import ConfigError

ESCAPE = r"E'\'' ; COPY (SELECT 1) TO 'x' ; SELECT '"


@pytest.mark.parametrize(
    "text",
    [
        "who) FROM sales; COPY (SELECT 1) TO 'sales.csv'; SELECT (1",
        "who -- and no more",
        "who /* hidden",
        "$$ ; $$",
        ESCAPE,
        "'a' || '; b' ; DROP TABLE x",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        lambda text: {"columns": {"category": text}},
        lambda text: {"columns": {"category": {"expression": text}}},
        lambda text: {"ledger": {"relation": text}},
        lambda text: {"currency": {"code": "EUR", "column": text}},
        lambda text: {"identity": {"file": "sales", "customer_id": text, "keys": {}}},
    ],
)
def test_sql_that_could_end_a_statement_is_refused(world, sale, place, text):
    with pytest.raises(ConfigError, match="should be one expression"):
        world.source([sale()], **place(text))


@pytest.mark.parametrize(
    "text",
    [
        "'a; b'",
        '"a--b"',
        "replace(what, ';', '--')",
        "'it''s; so'",
        "CASE WHEN n > 1 THEN 2 END",
    ],
)
def test_what_is_quoted_is_text(world, sale, text):
    source = world.source([sale()], columns={"category": text})
    assert source.ledger.columns["category"].expression == text


def test_other_texts_are_no_sql(world, sale):
    source = world.source([sale()], description="a; b", ledger={"nulls": [";", "--"]})
    assert source.ledger.nulls == [";", "--"]
