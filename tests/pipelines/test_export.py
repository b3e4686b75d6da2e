import csv
import json

import pandas as pd
import pyarrow as pa
import pytest
from commands import command, places
from omegaconf import OmegaConf

from patronage import io
from patronage.config import Config
from patronage.config.settings import Export
from patronage.errors import ConfigError, InputError
from patronage.tables import (
    CONFLICTS,
    CUSTOMERS,
    DATA_QUALITY,
    PENDING_CHANGES,
    PROFILE,
    SEGMENTS,
)
from pipelines import export

FIELDS = {
    "grade": {"kind": "categorical"},
    "debt": {"kind": "numeric", "readers": ["credit"]},
    "age": {"kind": "numeric", "sensitive": True},
}


@pytest.fixture
def shop(tmp_path) -> io.Folder:
    """Two customers, one of them a mischievous one, and what is disputed of them."""
    folder = io.Folder(tmp_path / "data", "shop")
    ids = ["1", "=cmd()"]
    customers = {"customer_id": ids, "grade": ["a", "@b"], "debt": [1.5, -2.0]}
    table = pa.table(customers | {"age": [30.0, 40.0]})
    io.write(CUSTOMERS, table, folder, metadata={"fields": json.dumps(FIELDS)})
    told = {"customer_id": ["1", "1"], "field": ["debt", "grade"]}
    waiting = {name: ["x", "y"] for name in ("old_value", "new_value", "maker")}
    pending = pd.DataFrame(told | waiting | {"change": [1, 2], "unusual": ["", ""]})
    io.write(PENDING_CHANGES, pending, folder)
    differing = {name: ["x", "y"] for name in ("kept", "others", "rule")}
    numbers = {"reports": [2, 3], "agreement": [0.5, 0.5]}
    io.write(CONFLICTS, pd.DataFrame(told | differing | numbers), folder)
    return folder


def settings(folder: io.Folder, **asked) -> Config:
    return Config(
        source=OmegaConf.create({"name": folder.source}),
        paths=OmegaConf.create({"data": str(folder.data)}),
        export=Export(**asked),
    )


def exported(folder: io.Folder, **asked) -> list[list[str]]:
    path = folder.data.parent / "out.csv"
    export.run(settings(folder, **{"to": str(path)} | asked))
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_nobody_in_particular_sees_what_is_open_to_all(shop):
    assert exported(shop) == [["customer_id", "grade"], ["1", "a"], ["'=cmd()", "'@b"]]


def test_a_reader_sees_more_and_numbers_stay_numbers(shop):
    heading, *rows = exported(shop, role="credit")
    assert heading == ["customer_id", "grade", "debt"]
    assert [row[2] for row in rows] == ["1.5", "-2"]


def test_a_role_that_no_field_names_sees_what_nobody_sees(shop):
    assert exported(shop, role="anybody") == exported(shop)


@pytest.mark.parametrize("table", ["conflicts", "pending_changes"])
def test_rows_of_hidden_fields_are_left_out(shop, table):
    assert [row[1] for row in exported(shop, table=table)] == ["field", "grade"]
    fields = [row[1] for row in exported(shop, table=table, role="credit")]
    assert fields == ["field", "debt", "grade"]


def test_a_profile_has_no_median_of_a_hidden_field(shop):
    profile = pd.DataFrame(
        {
            "scheme": ["kmeans"],
            "segment": [0],
            "segment_id": ["S01"],
            "name": ["-Big"],
            "size": [2],
            "share": [1.0],
            "revenue_share": [1.0],
            "debt_median": [-0.25],
            "frequency_median": [3.0],
        }
    )
    io.write(PROFILE, profile, shop, scheme="kmeans")
    heading, row = exported(shop, table="profile", scheme="kmeans")
    assert "debt_median" not in heading
    assert row[heading.index("name")] == "'-Big"
    assert heading[-1] == "frequency_median"


def test_segments_are_written_with_their_day(shop):
    segments = pd.DataFrame(
        {
            "customer_id": ["1"],
            "as_of": [pd.Timestamp("2024-02-29")],
            "segment": [-1],
            "status": ["new"],
            "probability": [None],
            "margin": [None],
        }
    )
    io.write(SEGMENTS, segments, shop, scheme="kmeans")
    found = exported(shop, table="segments", scheme="kmeans")
    assert found[1] == ["1", "2024-02-29", "-1", "new", "", ""]


@pytest.mark.parametrize("place", ["interim/shop/x.csv", "processed/x.csv"])
def test_nothing_is_written_among_the_tables(shop, place):
    with pytest.raises(ConfigError, match="outside the folders of tables"):
        exported(shop, to=str(shop.data / place))
    assert not list(shop.data.rglob("*.csv"))


def test_a_link_into_the_tables_is_no_way_round(shop, tmp_path):
    (tmp_path / "link").symlink_to(shop.data / "interim")
    with pytest.raises(ConfigError, match="outside the folders of tables"):
        exported(shop, to=str(tmp_path / "link" / "x.csv"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"table": "quarantine"}, "export.table should be"),
        ({"table": "segments"}, "export.scheme goes with"),
        ({"scheme": "kmeans"}, "export.scheme goes with"),
        ({"to": ""}, "export.to should name the file to write; it is not"),
    ],
)
def test_what_cannot_be_exported_is_refused(shop, asked, words):
    with pytest.raises(ConfigError, match=words):
        exported(shop, **asked)


def measured(folder: io.Folder, table: str) -> None:
    names = ("column", "block", "volatility", "owner")
    counts = ("rows", "completeness", "validity", "timeliness", "conflicts", "changes")
    row = {"table": [table]} | dict.fromkeys(names, "x") | dict.fromkeys(counts, 1)
    quality = pd.DataFrame(row).astype(dict.fromkeys(counts[1:4], float))
    io.write(DATA_QUALITY, quality, folder)


def test_a_source_of_transactions_alone_hides_nothing(shop):
    shop.path(CUSTOMERS).unlink()
    measured(shop, "ledger")
    assert len(exported(shop, table="conflicts")) == 3


@pytest.mark.parametrize("table", ["conflicts", "pending_changes"])
@pytest.mark.parametrize("fields", ["lost", "unknown"])
def test_nothing_is_shown_while_nobody_knows_who_may_see_it(shop, table, fields):
    shop.path(CUSTOMERS).unlink()
    if fields == "lost":
        measured(shop, "customers")
    with pytest.raises(InputError, match=r"fields .* `python -m pipelines\.ingest`"):
        exported(shop, table=table)
    assert not (shop.data.parent / "out.csv").exists()


def test_a_table_that_nobody_has_made_is_missing(shop):
    with pytest.raises(InputError, match=r"run `python -m pipelines\.ingest` first"):
        exported(shop, table="data_quality")


def test_the_command_writes_the_file_and_says_what_it_left_out(shop, tmp_path):
    path = tmp_path / "customers.csv"
    asked = [f"export.to={path}", "export.role=credit", "source.name=shop"]
    done = command("export", *places(tmp_path), "source=cdnow", *asked)
    assert done.returncode == 0, done.stderr
    assert "2 rows; left out: age" in done.stdout
    assert path.is_file()
