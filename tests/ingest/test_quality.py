import pytest
from departments import GRADES, Office

from patronage import ingest, io
from patronage.ingest.plan import plans
from patronage.io.arrow import table_from
from patronage.tables import DATA_QUALITY

GRADE = {"kind": "ordinal", "levels": GRADES, "block": "business", "owner": "sales"}
AREA = {"kind": "numeric", "volatility": "dynamic", "max_age_days": 30}


def measured(office: Office):
    with office.resolved() as connection:
        made = list(plans(office.source))
        return ingest.measure(connection, office.source, made).set_index("column")


def reports(*rows):
    names = ("id", "grade", "area", "day", "reason_column")
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.fixture
def office() -> Office:
    rows = reports(
        ("1", "a", 1.0, "2024-03-31", None),
        ("2", "b", 2.0, "2024-03-01", None),
        ("3", None, 3.0, "2024-02-29", None),
        ("3", "c", 9.0, "2024-02-01", None),
        ("4", None, None, "2024-03-31", None),
        ("5", "z", 1.0, "2024-03-31", "grade"),
    )
    marked = [row | {"reason": row["reason_column"] and "level"} for row in rows]
    previous = [{"customer_id": "1", "grade": "c", "area": 1.0}]
    return Office({"grade": GRADE, "area": AREA}, {"sales": marked}, previous=previous)


def test_columns_are_told_with_who_answers_for_them(office):
    quality = measured(office)
    assert quality.index.tolist() == ["area", "customer_id", "grade"]
    assert quality.loc["grade", ["table", "block", "volatility", "owner"]].tolist() == [
        "customers",
        "business",
        "static",
        "sales",
    ]


def test_completeness_is_of_customers(office):
    quality = measured(office)
    assert quality["rows"].tolist() == [4, 4, 4]
    assert quality["completeness"].tolist() == [0.75, 1.0, 0.75]


def test_validity_is_of_all_rows_read(office):
    validity = measured(office)["validity"]
    assert validity["grade"] == pytest.approx(1 - 1 / 6)
    assert validity["area"] == validity["customer_id"] == 1


def test_only_what_ages_is_timely(office):
    timeliness = measured(office)["timeliness"]
    assert timeliness["area"] == pytest.approx(2 / 3)
    assert timeliness[["grade", "customer_id"]].isna().all()


def test_conflicts_and_changes_count_customers(office):
    quality = measured(office)
    assert quality["conflicts"].to_dict() == {"area": 1, "customer_id": 0, "grade": 0}
    assert quality["changes"].to_dict() == {"area": 0, "customer_id": 0, "grade": 1}


def test_the_ledger_is_measured_too(world, sale):
    rows = [sale(), sale(who="8", what=""), sale(who="9", n="two"), sale(who="")]
    source = world.source(rows)
    with io.connect(threads=1) as connection:
        io.register(connection, source.files, world.path, scratch=world.path)
        made = ingest.stage(connection, source)
        quality = ingest.measure(connection, source, made).set_index("column")
    assert set(quality["table"]) == {"ledger"}
    assert (quality["rows"] == 2).all()
    assert quality.loc["product_id", "completeness"] == 0.5
    assert quality.loc[["quantity", "customer_id"], "validity"].tolist() == [0.75, 0.75]
    assert quality.loc["amount", ["completeness", "validity"]].tolist() == [1, 1]


def test_the_table_keeps_its_contract(office):
    table = table_from(measured(office).reset_index(), DATA_QUALITY)
    assert DATA_QUALITY.problems(table) == []
