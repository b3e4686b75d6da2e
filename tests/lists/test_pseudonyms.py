import pandas as pd

from patronage.lists import is_pseudonym, pseudonyms

IDS = pd.Series(["7", "007", "王小明", "=cmd()"], dtype="str")


def test_a_pseudonym_is_the_keyed_hash_of_rfc_4231():
    """Test case 2: key "Jefe", HMAC-SHA-256."""
    text = pd.Series(["what do ya want for nothing?"], dtype="str")
    assert pseudonyms(text, b"Jefe").tolist() == ["P5bdcc146bf60754e6a042426089575c7"]


def test_each_customer_has_one_and_no_two_share_it():
    found = pseudonyms(IDS, b"k" * 32)
    assert found.nunique() == 4
    assert pseudonyms(IDS[::-1], b"k" * 32)[::-1].tolist() == found.tolist()


def test_another_key_gives_others():
    assert not set(pseudonyms(IDS, b"a" * 32)) & set(pseudonyms(IDS, b"b" * 32))


def test_a_spreadsheet_sees_neither_number_nor_formula():
    assert pseudonyms(IDS, b"k").str.fullmatch("P[0-9a-f]{32}").all()


def test_a_pseudonym_is_told_from_an_id():
    assert pseudonyms(IDS, b"k").map(is_pseudonym).all()
    assert not IDS.map(is_pseudonym).any()
