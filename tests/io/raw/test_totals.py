import hashlib

import pytest

from patronage.errors import InputError
from patronage.io.raw.totals import check_rows, check_sha256, check_sidecar

ONE, OTHER = "a" * 64, "b" * 64


def test_a_sha256_agrees_in_either_case():
    check_sha256("shop", ONE.upper(), ONE)


def test_a_sha256_that_disagrees_is_shown_beside_the_declared_one():
    with pytest.raises(InputError, match=f"sha256 {ONE}; got {OTHER}"):
        check_sha256("shop", ONE, OTHER)


def test_rows_that_disagree_are_shown_beside_the_declared_ones():
    check_rows("shop", 3, 3)
    with pytest.raises(InputError, match="should have 3 rows; got 2"):
        check_rows("shop", 3, 2)


def test_a_file_without_a_sidecar_passes(tmp_path):
    check_sidecar("shop", tmp_path / "a.csv", ONE)


@pytest.mark.parametrize("text", ["{}  a.csv\n", "{} *a.csv", "{}"])
def test_a_sidecar_is_what_sha256sum_writes(tmp_path, text):
    (tmp_path / "a.csv.sha256").write_text(text.format(ONE))
    check_sidecar("shop", tmp_path / "a.csv", ONE)
    with pytest.raises(InputError, match="should have the sha256"):
        check_sidecar("shop", tmp_path / "a.csv", OTHER)


def test_a_sidecar_without_a_sha256_is_refused(tmp_path):
    (tmp_path / "a.csv.sha256").write_text("a.csv")
    with pytest.raises(InputError, match="holds no sha256"):
        check_sidecar("shop", tmp_path / "a.csv", ONE)


@pytest.mark.parametrize("cut", [1, 2, 100, 200])
def test_a_tail_that_is_cut_off_disagrees_with_its_sidecar(shop, cut):
    data = b"a,b\n" + b"1,2\n" * 100
    shop.write("shop.csv.sha256", hashlib.sha256(data).hexdigest())
    shop.write("shop.csv", data[:-cut])
    with pytest.raises(InputError, match="sha256"):
        shop.register("shop.csv")


def test_declared_rows_count_what_is_rejected_too(shop):
    assert len(shop.read("a,b\n1,2\n3\n", rows=2)) == 1


def test_declared_rows_that_are_not_there_are_missed(shop):
    with pytest.raises(InputError, match="should have 3 rows; got 2"):
        shop.read("a,b\n1,2\n3,4\n", rows=3)


def test_a_declared_sha256_is_checked(shop):
    with pytest.raises(InputError, match=f"sha256 {ONE}"):
        shop.read("a,b\n1,2\n", sha256=ONE)
