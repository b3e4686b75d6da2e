import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from patronage.io.parts import code_recipe, find_parts, keep_part, sweep_parts


@pytest.fixture
def made(tmp_path):
    """A part that was made from some files."""

    def make(*files: str, recipe: str = "r1"):
        table = pa.table({"line": list(range(len(files)))})
        about = {"files": files, "columns": {"who": "VARCHAR"}, "warnings": ["short"]}
        metadata = {key: json.dumps(value) for key, value in about.items()}
        path = tmp_path / "fresh.parquet"
        pq.write_table(table.replace_schema_metadata(metadata), path)
        return keep_part(path, tmp_path / "parts", recipe)

    return make


def test_parts_of_wanted_files_are_found_by_their_recipe(tmp_path, made):
    part = made("a", "b")
    made("a", recipe="r2")
    assert find_parts(tmp_path / "parts", "r1", ["c", "b", "a"]) == [part]
    assert part.files == ("a", "b")
    assert (part.columns, part.warnings) == ({"who": "VARCHAR"}, ("short",))


def test_a_part_with_a_file_that_is_gone_is_not_used(tmp_path, made):
    made("a", "b")
    assert find_parts(tmp_path / "parts", "r1", ["a", "c"]) == []


def test_no_file_comes_from_two_parts_and_the_larger_part_wins(tmp_path, made):
    made("a")
    both = made("a", "b")
    assert find_parts(tmp_path / "parts", "r1", ["a", "b"]) == [both]


@pytest.mark.parametrize("place", [4, 60, -1])
def test_a_part_with_a_bit_that_flipped_is_not_used(tmp_path, made, place):
    part = made("a")
    content = bytearray(part.path.read_bytes())
    content[place] ^= 1
    part.path.write_bytes(content)
    assert find_parts(tmp_path / "parts", "r1", ["a"]) == []


def test_no_folder_has_no_parts(tmp_path):
    assert find_parts(Path(tmp_path / "none"), "r1", ["a"]) == []


def test_what_is_not_in_use_is_swept(tmp_path, made):
    old, new = made("a"), made("a", "b")
    sweep_parts(tmp_path / "parts", [new])
    assert not old.path.exists()
    assert new.path.exists()


def test_other_facts_are_another_recipe():
    assert code_recipe("a", "b") == code_recipe("a", "b")
    assert len({code_recipe("a", "b"), code_recipe("ab"), code_recipe("b", "a")}) == 3
