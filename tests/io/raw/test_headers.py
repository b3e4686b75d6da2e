import re

import pytest

from patronage.errors import InputError
from patronage.ingest import File
from patronage.io.raw.headers import check_same, named, parsed

CSV = File(path="shop.csv", format="csv")


def csv_file(**declared) -> File:
    return File(path="shop.csv", format="csv", **declared)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (" id ", "id"),
        ("金额 ", "金额"),
        ("ＩＤ", "ID"),
        ("e\u0301", "é"),
        ("\u3000名", "名"),
    ],
)
def test_names_are_trimmed_and_normalised(raw, name):
    assert named("shop", [raw], CSV) == (name,)


def test_only_declared_aliases_rename():
    file = csv_file(aliases={"id": ["customer", "ＫＵＮＤＥ "]})
    assert named("shop", ["customer", "x"], file) == ("id", "x")
    assert named("shop", ["KUNDE", "Customer"], file) == ("id", "Customer")


def test_a_column_without_a_name_is_called_after_its_place():
    assert named("shop", ["a", "", "b", " "], CSV) == ("a", "column_2", "b", "column_4")


@pytest.mark.parametrize(
    "names", [["a", "a"], ["ID", "id"], ["ID", "ＩＤ"], ["a", "a "]]
)
def test_names_that_cannot_be_told_apart_are_refused(names):
    with pytest.raises(InputError, match="shop names columns twice"):
        named("shop", names, CSV)


def test_an_alias_beside_its_column_is_refused():
    with pytest.raises(InputError, match="names columns twice: id"):
        named("shop", ["id", "customer"], csv_file(aliases={"id": ["customer"]}))


def test_a_header_has_the_dialect_of_its_file():
    file = csv_file(delimiter=";", quote="'")
    assert parsed("shop", "'a;b';c,d", file) == ("a;b", "c,d")
    assert parsed("shop", '"a";b', csv_file(delimiter=";", quote="")) == ('"a"', "b")


def test_declared_names_count_instead_of_the_header():
    assert parsed("shop", "1,2", csv_file(names=["a", "b"])) == ("a", "b")


@pytest.mark.parametrize("other", [";", "\t", "|"])
def test_another_delimiter_is_seen_in_the_header(other):
    sentence = "1 column found, expected 3; the file looks like its delimiter is "
    with pytest.raises(InputError, match=re.escape(f"{sentence}{other!r}")):
        parsed("shop", other.join("abc"), CSV)


def test_another_delimiter_is_seen_by_the_number_of_declared_names():
    file = csv_file(names=["a", "b", "c"], header=False)
    with pytest.raises(InputError, match=r"2 columns found, expected 3; .* ';'"):
        parsed("shop", "1,5;2;3", file)
    assert parsed("shop", "1;2", file) == ("a", "b", "c")


def test_one_column_is_no_sign_of_another_delimiter():
    assert parsed("shop", "name", CSV) == ("name",)


def test_files_of_a_set_may_have_their_columns_in_any_order():
    check_same("shop", ("a", "b"), ("b", "a"))


def test_a_file_with_other_columns_than_the_first_is_refused():
    with pytest.raises(InputError, match=r"'b' is missing, 'c' is not in the first"):
        check_same("shop", ("a", "b"), ("a", "c"))
