import json

import pytest

from patronage import io
from patronage.errors import IntegrityError


def test_values_come_back(tmp_path):
    value = {"名": [1, 2.5, None, True], "a": {"b": "c"}}
    text = io.write_json(tmp_path / "facts.json", value).read_text(encoding="utf-8")
    assert json.loads(text) == value


def test_equal_values_give_equal_bytes(tmp_path):
    one = io.write_json(tmp_path / "one.json", {"a": 1, "b": 2}).read_bytes()
    other = io.write_json(tmp_path / "two.json", {"b": 2, "a": 1}).read_bytes()
    assert one == other


def test_numbers_that_json_has_not_are_refused(tmp_path):
    with pytest.raises(ValueError, match="not JSON compliant"):
        io.write_json(tmp_path / "facts.json", float("inf"))
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_refused(tmp_path):
    path = io.write_json(tmp_path / "facts.json", {"a": 1})
    assert io.read_json(path) == {"a": 1}
    path.write_text(path.read_text()[:-3])
    with pytest.raises(IntegrityError, match=r"'.*facts\.json' is damaged"):
        io.read_json(path)
