import os

import pytest

from patronage.errors import InputError, IntegrityError
from patronage.ingest import File
from patronage.io.raw.intake import labelled, take


def statuses(tmp_path, path: str, **declared) -> dict[str, str]:
    file = File(path=path, format="csv", **declared)
    intake = take("shop", file, tmp_path, tmp_path / "scratch")
    return {one.shown: one.status for one in intake.inputs}


def test_the_same_bytes_twice_are_taken_once(tmp_path):
    for name, data in (("a", "x"), ("b", "y"), ("c", "x")):
        (tmp_path / f"{name}.csv").write_text(data)
    found = statuses(tmp_path, "*.csv")
    assert found["shop/a.csv"] == found["shop/b.csv"] == "read"
    assert found["shop/c.csv"] == "already_ingested"


def test_what_is_left_out_is_worth_a_warning(tmp_path):
    for name in ("a.csv", "b.csv", "c.csv.part"):
        (tmp_path / name).write_text("x")
    intake = take("shop", File(path="*.csv", format="csv"), tmp_path, tmp_path / "s")
    repeated, unfinished = intake.warnings
    assert repeated.startswith("file 'shop': 'shop/b.csv' repeats another file")
    assert unfinished.startswith("file 'shop': 'shop/c.csv.part' is not finished")
    assert [path.name for _, path in intake.paths()] == ["a.csv"]


def test_a_declared_sha256_of_a_set_is_that_of_its_fingerprint(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "b.csv").write_text("y")
    with pytest.raises(
        InputError, match=r"should have the sha256 0+; got (.*)"
    ) as error:
        statuses(tmp_path, "*.csv", sha256="0" * 64)
    fingerprint = str(error.value)[-65:-1]
    assert len(statuses(tmp_path, "*.csv", sha256=fingerprint)) == 2


def test_a_name_that_is_a_pattern_gets_another_for_reading(tmp_path):
    (tmp_path / "a[1]*.csv").write_text("x")
    intake = take(
        "shop", File(path="a[1]*.csv", format="csv"), tmp_path, tmp_path / "s"
    )
    for _ in range(2):
        ((label, path),) = intake.paths()
        assert (label, path.read_text()) == ("file 'shop'", "x")
        assert not set("*[") & set(path.name)


def test_a_device_within_a_set_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    os.mkfifo(tmp_path / "b.csv")
    with pytest.raises(IntegrityError, match=r"'shop/b.csv' is not a regular file"):
        statuses(tmp_path, "*.csv")


def test_a_database_server_has_no_files(tmp_path):
    file = File(path="postgresql://localhost/x", format="postgres", table="t")
    assert take("shop", file, tmp_path, tmp_path / "s").inputs == ()


def test_a_label_names_the_file_within_a_set():
    assert labelled("shop", "shop") == "file 'shop'"
    assert labelled("shop", "shop/a.csv") == "file 'shop': 'shop/a.csv'"
