import pytest

from patronage.errors import QualityError
from patronage.ingest import limits


def shop(sale, good: int, *bad):
    return [sale(who=f"{i:03d}") for i in range(good)] + [sale(**b) for b in bad]


def test_too_many_rows_rejected_for_one_reason_stop_the_run(world, sale):
    source = world.source(shop(sale, 97, *[{"paid": ""}] * 3), quarantine_limit=0.02)
    with pytest.raises(
        QualityError, match=r"at most 2.0% of the 100 rows .* amount_null rejects 3"
    ):
        world.ingest(source)
    assert not world.folder.data.exists()


def test_the_first_rejected_value_is_quoted(world, sale):
    rows = shop(sale, 1, {"at": "02/29/2024"}, {"at": "03/01/2024"})
    with pytest.raises(QualityError, match=r"first at line 3: '02/29/2024'"):
        world.ingest(world.source(rows, quarantine_limit=0.1))


def test_the_id_of_a_customer_is_not_quoted(world, sale):
    rows = shop(sale, 1, {"who": "secret" * 50})
    with pytest.raises(QualityError, match="id_format rejects 1") as error:
        world.ingest(world.source(rows, quarantine_limit=0.1))
    assert "secret" not in str(error.value)


def test_the_limit_is_per_reason(world, sale):
    rows = shop(sale, 96, *[{"paid": ""}] * 2, *[{"n": "two"}] * 2)
    accounting = world.ingest(world.source(rows, quarantine_limit=0.02))
    assert accounting.by_reason == {"amount_null": 2, "quantity_format": 2}


def test_missing_customers_have_a_limit_of_their_own(world, sale):
    rows = shop(sale, 3, {"who": ""})
    shares = {"quarantine_limit": 0.02, "missing_customer_limit": 0.25}
    accounting = world.ingest(world.source(rows, **shares))
    assert accounting.by_reason == {"null_customer": 1}
    with pytest.raises(QualityError, match=r"at most 24.0% .* null_customer"):
        world.ingest(world.source(rows, **shares | {"missing_customer_limit": 0.24}))


def test_strict_allows_not_one(world, sale):
    rows = shop(sale, 999, {"paid": ""})
    with pytest.raises(QualityError, match=r"none .strict. of the 1,000 rows"):
        world.ingest(world.source(rows, strict=True))
    assert world.ingest(world.source(rows[:-1], strict=True)).rows_ledger == 999


def test_strict_minds_rows_that_could_not_be_split(world, sale):
    with pytest.raises(QualityError, match="field_count rejects 1"):
        world.ingest(world.source([sale(), ["007"]], strict=True))


def test_contradictions_count_as_rejected(world, sale):
    rows = [sale(n="1"), sale(n="1", paid="9"), sale(n="2")]
    source = world.source(rows, columns={"line_id": "n"}, quarantine_limit=0.5)
    with pytest.raises(QualityError, match="conflicting_line rejects 2"):
        world.ingest(source)


@pytest.mark.parametrize("rows", [0, 1])
def test_a_ledger_without_a_row_is_not_good_enough(world, sale, rows):
    with pytest.raises(QualityError, match="no_rows"):
        world.ingest(world.source([sale(who="")] * rows))


def test_customers_without_a_row_are_not_good_enough(world):
    with pytest.raises(QualityError, match="customers: no_rows"):
        world.ingest(world.register_of([["", "30"]]))


def test_strict_minds_a_text_that_may_be_cut(world, sale):
    cut = "file 'sales' has no newline at its end (truncated_tail)."
    strict = world.source([sale()], strict=True)
    with pytest.raises(QualityError, match=r"strict.; file 'sales' .*truncated_tail"):
        limits.check_tails(strict, ["something else.", cut])
    limits.check_tails(strict, ["something else."])
    limits.check_tails(world.source([sale()]), [cut])
