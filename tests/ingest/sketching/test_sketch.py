import yaml
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest import Source
from patronage.ingest.sketching.file import TextSample, of_text
from patronage.ingest.sketching.sketch import sketch

SALES = b"""customer,order,date,product,paid
A1,o1,2024-01-02,tea,3.50
A1,o1,2024-01-02,milk,1.00
B2,o2,2024-01-03,tea,3.50
"""
MEMBERS = b"""customer,size,kind
A1,1.5,shop
B2,2.5,shop
C3,3.5,kiosk
"""


def proposed(head, name="some file"):
    return sketch(of_text(TextSample(head=head)), name=name, path="x.csv")


def declared(text):
    source = yaml.safe_load(text)
    assert source.pop("_target_") == "patronage.ingest.Source"
    return source


def test_order_lines_become_a_source_once_its_open_keys_are_given():
    text = proposed(SALES)
    assert text.startswith("# Proposed from 3 rows; please check all of it.\n")
    given = {"currency": "EUR", "time_zone": "UTC", "business_time_zone": "UTC"}
    source = Source(**declared(text) | given)
    assert source.name == "some_file"
    assert source.ledger.time_format == "%Y-%m-%d"
    assert list(source.ledger.columns) == [
        "customer_id",
        "order_id",
        "ordered_at",
        "amount",
        "product_id",
    ]


def test_a_table_of_customers_becomes_a_source_as_it_is():
    text = proposed(MEMBERS)
    assert "doubt" not in text
    assert list(Source(**declared(text)).fields) == ["size", "kind"]


def test_columns_without_a_part_are_named():
    assert "\n# not used: note\n" in proposed(SALES.replace(b"product", b"note"))


def test_a_file_is_told_the_same_whatever_its_line_ends():
    assert proposed(SALES.replace(b"\n", b"\r\n")) == proposed(SALES)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_yaml_is_proposed(end):
    head = b"a,b\n" + end
    assert declared(proposed(head))["files"]["lines"]["path"] == "x.csv"


@given(st.text(max_size=300))
def test_whatever_the_text_a_yaml_is_proposed(text):
    head = f"a,b\n{text}".encode(errors="replace")
    assert declared(proposed(head, name=text))["name"]
