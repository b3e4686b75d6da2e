"""One customer out of every table, version and file of a source, and kept out."""

import json
import shutil

import pandas as pd
import published
import pytest
from commands import command, places
from published import NAMES

from patronage import io
from patronage.errors import IntegrityError
from patronage.tables import LEDGER, SEGMENTS
from pipelines import forgetting_files, schemes
from pipelines.forgetting import Person

QUIET = ["source=cdnow", "tracking.enabled=false"]
WHO = "0001"


@pytest.fixture(scope="module")
def forgotten(cdnow_job, tmp_path_factory):
    """A copy of a job's files without one customer, and what was said."""
    folder = tmp_path_factory.mktemp("forgotten")
    shutil.copytree(cdnow_job.data, folder / "data")
    published.promoted(published.of_shop(folder), NAMES[0])
    done = command("forget", *places(folder), *QUIET, f"customer={WHO}", "by=dpo")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def tables(folder):
    return {
        str(path.relative_to(folder / "data")): pd.read_parquet(path)
        for path in sorted((folder / "data").rglob("*.parquet"))
    }


def test_his_rows_are_gone_from_every_table_and_no_others(forgotten, cdnow_job):
    folder, _ = forgotten
    before, after = tables(cdnow_job.data.parent), tables(folder)
    parts = {name for name in before if ".parts/" in name}
    assert set(after) == set(before) - parts
    held = 0
    for name, table in after.items():
        whole = before[name]
        if "customer_id" in whole:
            held += (whole["customer_id"] == WHO).any()
            whole = whole[whole["customer_id"] != WHO].reset_index(drop=True)
        pd.testing.assert_frame_equal(table, whole)
    assert held > 5


def test_it_is_said_in_one_line_without_his_id(forgotten, cdnow_job):
    told = json.loads(forgotten[1].splitlines()[-1])
    assert (told["decision"], told["by"]) == ("forgotten", "dpo")
    assert len(told["customer"]) == 64
    removed = sum(
        (table["customer_id"] == WHO).sum()
        for name, table in tables(cdnow_job.data.parent).items()
        if "customer_id" in table and ".parts/" not in name
    )
    assert told["rows_removed"] == removed > 0
    assert told["files_searched"] > told["files_rewritten"] > 5
    assert "the raw files are yours" in forgotten[1]


def test_schemes_are_still_those_of_their_features(forgotten):
    place = io.Folder(forgotten[0] / "data", "cdnow")
    assert all(schemes.is_current(place, name) for name in place.schemes())
    assert len(io.read(SEGMENTS, place, scheme="kmeans")) > 2000


def test_the_published_champion_is_what_was_published(forgotten):
    assert published.of_shop(forgotten[0]).opened().name == NAMES[0]


def test_again_changes_nothing_and_a_stranger_is_refused(forgotten):
    folder, _ = forgotten
    again = command("forget", *places(folder), *QUIET, f"customer={WHO}")
    told = json.loads(again.stdout.splitlines()[-1])
    assert (told["decision"], told["rows_removed"]) == ("forgotten", 0)
    stranger = command("forget", *places(folder), *QUIET, "customer=nobody")
    assert stranger.returncode == 3
    assert "nobody" not in stranger.stderr
    assert command("forget", *places(folder), *QUIET).returncode == 2


def test_the_next_ingest_leaves_him_out_to_the_byte(forgotten):
    folder, _ = forgotten
    path = io.Folder(folder / "data", "cdnow").path(LEDGER)
    before = path.read_bytes()
    done = command("ingest", *places(folder), *QUIET)
    assert done.returncode == 0, done.stderr
    assert "rows rejected for forgotten" in done.stdout
    assert path.read_bytes() == before


@pytest.fixture
def shop(tmp_path):
    return io.Folder(tmp_path, "shop")


@pytest.fixture
def person():
    return Person(frozenset({"c12"}))


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


FILES = {
    "processed/shop/lists/care.csv": (
        '\ufeff"customer_id","why"\r\n"c12","x"\r\n"c1","two\r\nlines"\r\n',
        '\ufeff"customer_id","why"\r\n"c1","two\r\nlines"\r\n',
    ),
    "interim/shop/accounting.json": (
        '{\n  "c12": [\n    "ask c12, now",\n    "c123",\n    12\n  ]\n}\n',
        '{\n  "forgotten": [\n    "ask forgotten, now",\n    "c123",\n    12\n  ]\n}\n',
    ),
}


@pytest.mark.parametrize(("name", "texts"), FILES.items())
def test_texts_lose_his_rows_and_his_id_alone(shop, person, name, texts):
    path = put(shop.data / name, texts[0])
    assert forgetting_files.found_in(path, person)
    forgetting_files.leave_out(path, person)
    assert path.read_bytes().decode() == texts[1]
    assert not forgetting_files.found_in(path, person)


def test_an_id_in_a_text_of_somebody_elses_row_is_replaced(shop, person):
    said = ["ask c12", None, "c123"]
    table = pd.DataFrame({"customer_id": ["c1", "c2", "c3"], "text": said})
    path = put(shop.data / "interim" / "shop" / "notes.parquet", "")
    table.to_parquet(path, index=False)
    assert forgetting_files.found_in(path, person) == "its column 'text'"
    forgetting_files.leave_out(path, person)
    assert pd.read_parquet(path)["text"].fillna("").tolist() == [
        "ask forgotten",
        "",
        "c123",
    ]


@pytest.mark.parametrize("model", [{"who": "c12"}, {"who": ["c1", "c12"]}])
def test_a_model_that_holds_an_id_is_found(shop, person, model):
    from skops.io import dump

    path = put(shop.data / "processed" / "shop" / "models" / "odd.skops", "")
    dump(model, path)
    assert forgetting_files.found_in(path, person)
    assert not forgetting_files.found_in(path, Person(frozenset({"c13"})))


def test_texts_in_arrays_of_a_model_are_looked_at(shop):
    import numpy as np
    from skops.io import dump

    path = put(shop.data / "processed" / "shop" / "models" / "odd.skops", "")
    dump({"who": np.array(["0001", "0002"])}, path)
    assert forgetting_files.found_in(path, Person(frozenset({"0001"})))
    assert not forgetting_files.found_in(path, Person(frozenset({"0003"})))


def test_a_file_of_another_kind_is_searched_byte_by_byte(shop, person):
    path = put(shop.data / "processed" / "shop" / "page.html", "<td>c12</td>")
    assert forgetting_files.found_in(path, person) == "its text"


def test_a_damaged_table_is_named(shop, person):
    path = put(shop.data / "interim" / "shop" / "ledger.parquet", "PAR1")
    with pytest.raises(IntegrityError, match="is damaged"):
        forgetting_files.found_in(path, person)


@pytest.mark.parametrize(
    ("customer", "tells"),
    [("12", False), ("0001", False), ("abc", False), ("c12", True), ("100234", True)],
)
def test_a_short_or_plain_id_is_no_proof_in_other_texts(customer, tells):
    person = Person(frozenset({customer}))
    assert person.is_in(f"ask {customer}.") is tells
    assert not person.is_in(f"{customer}0")
    assert not person.is_in(f"{customer}.5")
