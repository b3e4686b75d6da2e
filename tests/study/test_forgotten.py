"""The list of the forgotten: hashes under a key, and no ids."""

import json
import os

import pytest

from patronage import io
from patronage.errors import IntegrityError
from patronage.study.forgotten import list_of, read_forgotten, remember_forgotten
from pipelines import pseudonym_key

WHO = {"by": "ann", "at": "2026-11-23", "why": "asked"}


@pytest.fixture
def folder(tmp_path):
    return io.Folder(tmp_path, "shop")


@pytest.fixture
def known(folder):
    return remember_forgotten(folder, pseudonym_key.read(folder), ["c1", "c2"], WHO)


def test_without_a_list_nobody_is_forgotten_and_no_key_is_made(folder, tmp_path):
    assert not read_forgotten(folder)
    assert not list(tmp_path.iterdir())


def test_ids_on_the_list_are_known_again_and_no_others(folder, known):
    assert read_forgotten(folder) == known
    assert known.among(["c0", "c1", "c2", "c11"]) == ["c1", "c2"]


def test_ids_stand_nowhere_in_it(folder, known):
    told = list_of(folder).read_text()
    assert "c1" not in {each for row in json.loads(told)["forgotten"] for each in row}
    assert known.hashed("c1") in told
    assert known.hashed("c1") != known.hashed("c2")


def test_nobody_is_on_it_twice(folder, known):
    key = pseudonym_key.read(folder)
    more = remember_forgotten(folder, key, ["c2", "c3"], WHO)
    rows = json.loads(list_of(folder).read_text())["forgotten"]
    assert (len(rows), len(more.hashes)) == (3, 3)


def test_another_key_is_refused_as_it_would_bring_everybody_back(folder, known):
    pseudonym_key.path(folder).write_bytes(os.urandom(32))
    with pytest.raises(IntegrityError, match="should be made with the key of 'shop'"):
        read_forgotten(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"check": 1, "forgotten": []}', "{}"])
def test_a_damaged_list_is_refused(folder, known, text):
    list_of(folder).write_text(text)
    with pytest.raises(IntegrityError):
        read_forgotten(folder)
