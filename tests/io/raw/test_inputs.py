import os
import socket

import pytest

from patronage import io
from patronage.errors import InputError, IntegrityError
from patronage.io.raw.inputs import Input, Inputs, Stamp, digest, look

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_file_is_known_by_its_bytes(tmp_path):
    (tmp_path / "a").touch()
    assert digest("a", tmp_path / "a") == EMPTY


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputError, match="shop should be a file; it is a folder"):
        look("shop", tmp_path)


def test_a_link_to_itself_is_no_file(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match=r"shop cannot be read: .*symbolic links"):
        look("shop", tmp_path / "loop")


def test_what_never_ends_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(tmp_path / "socket"))
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "socket", "zero"):
        with pytest.raises(IntegrityError, match=r"shop is not a regular file"):
            look("shop", tmp_path / name)
    bound.close()


def test_one_file_has_its_own_fingerprint_and_many_one_of_all():
    def inputs(*sums: str) -> Inputs:
        stamp = Stamp(0, 0, 0)
        files = [Input("a", s, None, "read", stamp, s) for s in sums]
        again = Input("a", "x", None, "already_ingested", stamp, sums[0])
        return Inputs((*files, again), ())

    assert inputs("s").fingerprint("a") == "s"
    two = inputs("s", "t").fingerprint("a")
    assert two not in {"s", "t", inputs("t", "s").fingerprint("a")}


def test_files_that_stay_as_they_are_pass(shop):
    shop.write("shop.csv", "a\n1\n")
    io.check_unchanged(shop.register("shop.csv"))


def test_a_file_that_grows_meanwhile_is_refused(shop):
    path = shop.write("shop.csv", "a\n1\n")
    inputs = shop.register("shop.csv")
    with path.open("a") as handle:
        handle.write("2\n")
    with pytest.raises(InputError, match="'shop' changed while it was read"):
        io.check_unchanged(inputs)


def test_a_file_that_vanishes_meanwhile_is_refused(shop):
    path = shop.write("shop.csv", "a\n1\n")
    inputs = shop.register("shop.csv")
    path.unlink()
    with pytest.raises(InputError, match="does not exist"):
        io.check_unchanged(inputs)
