from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identities import FILES, HEADER, LICENCE, PHONE, customers, resolve
from registered import registered

from patronage.ingest.identity import identify as identity


def test_a_chain_by_different_keys_is_one_customer(world):
    table, report = resolve(
        world,
        [["c", "", "c@x", ""], ["b", "12", "c@x", ""], ["a", "1 2", "", ""], ["d"] * 4],
    )
    assert table == [
        ("a", "a", 3, "email+phone", "merged"),
        ("b", "a", 3, "email+phone", "merged"),
        ("c", "a", 3, "email+phone", "merged"),
        ("d", "d", 1, "", "alone"),
    ]
    assert (report.ids, report.customers, report.merged_ids) == (4, 2, 3)
    assert report.sizes == {"1": 1, "3": 1}


def test_the_smallest_id_is_that_of_text(world):
    table, _ = resolve(
        world, [["10", "1", "", ""], ["9", "1", "", ""], ["00", "2", "", ""]]
    )
    assert customers(table) == {"00": "00", "10": "10", "9": "10"}


def test_an_id_has_all_keys_of_all_its_rows(world):
    table, _ = resolve(
        world, [["a", "1", "", ""], ["a", "2", "", ""], ["b", "2", "", ""]]
    )
    assert customers(table) == {"a": "a", "b": "a"}


def test_what_is_empty_or_ignored_links_nobody(world):
    keys = {"phone": PHONE["phone"] | {"ignore": ["000"]}}
    rows = [["a", "000", "", ""], ["b", "0-00", "", ""], ["c", "", "", ""]]
    table, _ = resolve(world, [*rows, ["d", "", "", ""]], keys)
    assert {row[4] for row in table} == {"alone"}


def test_keys_of_different_names_do_not_link(world):
    keys = PHONE | LICENCE
    table, _ = resolve(world, [["a", "77", "", ""], ["b", "", "", "77"]], keys)
    assert customers(table) == {"a": "a", "b": "b"}


def test_too_many_ids_stay_apart_and_are_reported(world):
    rows = [[who, "1", "", ""] for who in "abc"] + [[who, "2", "", ""] for who in "de"]
    table, report = resolve(world, rows, largest=2)
    assert table[:2] == [
        ("a", "a", 3, "phone", "too_many"),
        ("b", "b", 3, "phone", "too_many"),
    ]
    assert customers(table)["e"] == "d"
    assert report.too_many == ["a"]
    assert report.customers == 4


def test_a_source_without_keys_has_no_identities(world, sale):
    source = world.source([sale()])
    with registered(world, source) as connection:
        assert identity.identify(connection, source) is None


def test_the_rows_of_all_ids_are_those_of_one_customer(world, sale):
    world.write("ids.csv", HEADER, [["7", "1", "", ""], ["007", "1", "", ""]])
    source = world.source(
        [sale(who="7"), sale(who="007"), sale(who="8")],
        files=FILES,
        identity={"file": "ids", "customer_id": "id", "keys": PHONE},
    )
    world.ingest(source)
    assert world.table("ledger")["customer_id"].tolist() == ["007", "007", "8"]
    assert world.table("identities")["customer_id"].tolist() == ["007", "007"]


IDS = st.sampled_from("abcdefg")
ROW = st.tuples(IDS, st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", "m@x"]))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, min_size=1, max_size=8), order=st.randoms())
def test_the_order_of_rows_changes_nothing(world, rows, order):
    rows = [[*row, ""] for row in rows]
    assert resolve(world, rows) == resolve(world, order.sample(rows, len(rows)))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, min_size=1, max_size=8))
def test_customers_are_not_merged_a_second_time(world, rows):
    rows = [[*row, ""] for row in rows]
    known = customers(resolve(world, rows)[0])
    again, _ = resolve(world, [[known[row[0]], *row[1:]] for row in rows])
    assert all(customer == own for own, customer in customers(again).items())
