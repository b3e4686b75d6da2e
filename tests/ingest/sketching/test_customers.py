from patronage.ingest.sketching.customers import customers_source, left_out
from patronage.ingest.sketching.file import TextSample, of_text
from patronage.ingest.sketching.roles import roles
from patronage.ingest.sketching.yaml import Doubted


def sketched(*rows):
    file = of_text(TextSample(head="\n".join([*rows, ""]).encode()))
    return file, roles(file.columns)


def plain(value):
    if isinstance(value, Doubted):
        return plain(value.value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def proposed(*rows):
    return plain(customers_source(*sketched(*rows)))


def table(*rows):
    return proposed(*rows)["customers"]["department"]


def test_a_named_customer_is_the_customer():
    assert table("n,customer id", "1,a", "2,b")["customer_id"] == "customer id"


def test_else_the_first_column_that_differs_in_every_row():
    assert table("kind,shop", "A,s1", "A,s2")["customer_id"] == "shop"


def test_else_rows_are_numbered():
    assert table("x,kind", "1,A", "1,A")["customer_id"] == "row_number"


def test_numbers_are_numeric_and_words_that_repeat_are_categorical():
    rows = ("customer,spent,kind", "a,1.5,A", "b,2.5,B", "c,3.5,A", "d,4.5,A")
    assert proposed(*rows)["fields"] == {
        "spent": {"kind": "numeric"},
        "kind": {"kind": "categorical", "levels": ("A", "B")},
    }


def test_numbers_that_are_names_are_not_numeric():
    rows = ("customer,zip code,floor", "a,52246,01", "b,52358,02", "c,52246,01")
    kinds = {k: v["kind"] for k, v in proposed(*rows)["fields"].items()}
    assert kinds == {"zip_code": "categorical", "floor": "categorical"}


def test_words_that_differ_everywhere_are_left_out():
    rows = [f"c{i},street {i}" for i in range(30)]
    file, given = sketched("customer,address", *rows)
    assert list(left_out(file, given)) == ["address"]
    assert customers_source(file, given)["fields"] == {}


def test_a_time_says_when_a_row_was_written():
    found = table("customer,report date,n", "a,2024-01-02,1.5", "b,2024-01-03,2.5")
    assert found["updated_at"] == "report date"
    assert found["time_format"] == "%Y-%m-%d"


def test_fields_that_sound_sensitive_are_so():
    fields = proposed("customer,Age,Gender,n", "a,31,f,1", "b,42,m,2")["fields"]
    assert fields["age"]["sensitive"]
    assert fields["gender"]["sensitive"]
    assert "sensitive" not in fields["n"]


def test_names_that_become_one_stay_two():
    fields = proposed("customer,a b,a-b", "x,1.5,2.5", "y,3.5,4.5")["fields"]
    assert list(fields) == ["a_b", "a_b_3"]


def test_a_few_whole_numbers_are_doubted():
    rows = [f"c{i},{i % 2}" for i in range(40)]
    (doubt,) = customers_source(*sketched("customer,group", *rows))["fields"]["group"][
        "kind"
    ].doubts
    assert "categorical?" in doubt
