"""A file that is added to many gives the ledger of all files at once."""

import json
import random
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
from omegaconf import OmegaConf

from patronage import ingest as room
from patronage import io
from patronage.config import Config
from patronage.errors import InputError
from patronage.tables import LEDGER
from pipelines import ingest

HEADER = "who,order,at,what,n,paid"
BAD = ["7,o,2024-13-01 10:00,tea,1,1.00", "short,row"]


def sales(month: int) -> str:
    """A month of sales, with a line that cannot be split and one with a bad time."""
    drawn = random.Random(month)
    rows = [
        f"{drawn.randint(1, 9)},o{month}-{i // 3},2024-{month:02d}-{1 + i:02d} 10:00,"
        f"p{drawn.randint(1, 3)},{drawn.randint(1, 4)},{drawn.randint(1, 999)}"
        for i in range(28)
    ]
    return "\n".join([HEADER, *rows, *BAD]) + "\n"


class Shop:
    """A folder of monthly exports, and what is made of them."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.data = folder / "raw", folder / "data"
        self.raw.mkdir(parents=True)

    def receive(self, *months: int) -> None:
        for month in months:
            (self.raw / f"{month}.csv").write_text(sales(month))

    def ingest(
        self, *, file: dict | None = None, more: dict | None = None, **changes: object
    ) -> dict[str, bytes]:
        """Take in what there is; return the bytes of every table."""
        columns = {
            "customer_id": "who",
            "order_id": "order",
            "ordered_at": "at",
            "product_id": "what",
            "quantity": "n",
            "amount": "paid",
        }
        source = {
            "_target_": "patronage.ingest.Source",
            "name": "shop",
            "currency": "EUR",
            "time_zone": "UTC",
            "business_time_zone": "UTC",
            "quarantine_limit": 1,
            "files": {
                "sales": {"path": f"{self.raw}/*.csv", "format": "csv"} | (file or {})
            },
            "ledger": {
                "file": "sales",
                "time_format": "%Y-%m-%d %H:%M",
                "columns": columns | (more or {}),
            },
        }
        cfg = Config(
            source=OmegaConf.create(source | changes),
            paths=OmegaConf.create({"data": str(self.data)}),
            tracking=OmegaConf.create({"enabled": False}),
        )
        ingest.run(cfg)
        tables = (self.data / "interim" / "shop").glob("*.parquet")
        return {path.name: path.read_bytes() for path in tables}

    @property
    def folder(self) -> io.Folder:
        return io.Folder(self.data, "shop")

    @property
    def parts(self) -> dict[str, int]:
        """The parts that are kept, with the time at which each was made."""
        found = self.folder.parts.glob("*.parquet")
        return {path.name: path.stat().st_mtime_ns for path in found}

    @property
    def facts(self) -> dict:
        return json.loads(self.folder.file("interim", "accounting.json").read_text())


@pytest.fixture
def shop(tmp_path) -> Shop:
    return Shop(tmp_path / "shop")


@pytest.fixture(scope="module")
def at_once(tmp_path_factory) -> dict[str, bytes]:
    shop = Shop(tmp_path_factory.mktemp("at_once"))
    shop.receive(1, 2, 3)
    return shop.ingest()


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_files_in_any_order_give_the_bytes_of_all_at_once(shop, at_once, order):
    for month in order:
        shop.receive(month)
        tables = shop.ingest()
    assert tables == at_once
    assert len(shop.parts) == 3


def test_what_was_cast_is_not_cast_again(shop):
    shop.receive(1, 2)
    shop.ingest()
    before = shop.parts
    shop.receive(3)
    shop.ingest()
    assert before.items() < shop.parts.items()
    assert len(shop.parts) == 2
    shop.ingest()
    assert len(shop.parts) == 2


def test_rows_of_days_that_were_covered_are_late(shop):
    shop.receive(1, 3)
    shop.ingest()
    assert shop.facts["late_rows"] == 0
    shop.receive(2)
    shop.ingest()
    assert shop.facts["late_rows"] == 28


def test_every_row_has_a_fate_whenever_its_file_came(shop):
    shop.receive(1)
    shop.ingest()
    shop.receive(2)
    shop.ingest()
    for month in (1, 2):
        fates = shop.facts["files"][f"sales/{month}.csv"]
        assert (fates["rows_read"], fates["rows_ledger"]) == (30, 28)
        assert fates["rows_quarantined"] == 2


def test_a_file_that_changes_or_goes_is_not_remembered(shop, at_once):
    shop.receive(1, 2, 3, 4)
    (shop.raw / "2.csv").write_text(sales(5))
    shop.ingest()
    shop.receive(2)
    (shop.raw / "4.csv").unlink()
    assert shop.ingest() == at_once


def test_a_damaged_part_is_made_anew(shop, at_once):
    shop.receive(1, 2)
    shop.ingest()
    (part,) = shop.folder.parts.glob("*.parquet")
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    shop.receive(3)
    assert shop.ingest() == at_once
    assert part.name not in shop.parts


def test_another_yaml_casts_everything_anew(shop):
    shop.receive(1, 2)
    shop.ingest()
    before = shop.parts
    tables = shop.ingest(money_scale=4)
    assert not before.keys() & shop.parts.keys()
    shop.receive(3)
    assert shop.ingest(money_scale=4) != tables


def test_a_file_that_changes_while_it_is_read_leaves_nothing_behind(shop, monkeypatch):
    shop.receive(1)
    checked = room.stage

    def meanwhile(*arguments):
        (shop.raw / "1.csv").write_text(sales(9))
        return checked(*arguments)

    monkeypatch.setattr(room, "stage", meanwhile)
    with pytest.raises(InputError, match="changed while it was read"):
        shop.ingest()
    assert not shop.parts


def test_a_new_file_with_other_columns_is_refused(shop):
    shop.receive(1)
    shop.ingest()
    (shop.raw / "2.csv").write_text(f"{HEADER},more\n7,o,2024-02-01 10:00,p1,1,1,x\n")
    with pytest.raises(InputError, match="'more' is VARCHAR, there missing"):
        shop.ingest()


def test_a_declared_number_of_rows_is_that_of_all_files(shop):
    shop.receive(1)
    shop.ingest(file={"rows": 30})
    shop.receive(2)
    shop.ingest(file={"rows": 60})
    with pytest.raises(InputError, match="61"):
        shop.ingest(file={"rows": 61})


def test_what_was_said_of_a_file_is_said_again(shop):
    (shop.raw / "1.csv").write_text(sales(1)[:-1])
    shop.ingest()
    said = shop.facts["warnings"]
    shop.receive(2)
    shop.ingest()
    assert len(said) == 1
    assert shop.facts["warnings"] == said


def test_many_parts_become_one(shop, at_once, monkeypatch):
    monkeypatch.setattr("patronage.io.raw.earlier.MANY", 2)
    for month in (3, 1, 2):
        shop.receive(month)
        tables = shop.ingest()
    assert tables == at_once
    assert len(shop.parts) == 1
    assert shop.ingest() == at_once


@pytest.fixture
def typed(tmp_path) -> Shop:
    """A shop whose exports are Parquet in a folder with a difficult name."""
    return Shop(tmp_path / "a [b] *")


def export(shop: Shop, name: str, who: str, rows: int) -> None:
    at = [datetime(2024, 1, 1 + n, 10) for n in range(rows)]
    columns = {"who": [who] * rows, "order": "o", "at": at, "what": "p", "n": 1}
    path = shop.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(columns | {"paid": 1}).to_parquet(path)


def bought(shop: Shop) -> dict[str, int]:
    ledger = io.read(LEDGER, shop.folder)
    return ledger.groupby("customer_id").size().to_dict()


def test_a_folder_may_have_any_name(typed):
    parquet = {"path": str(typed.raw), "format": "parquet"}
    export(typed, "1.parquet", "ann", 3)
    typed.ingest(file=parquet)
    export(typed, "2.parquet", "bob", 5)
    typed.ingest(file=parquet)
    assert bought(typed) == {"ann": 3, "bob": 5}


def test_what_a_path_says_belongs_to_a_file(shop):
    hive = {"path": str(shop.raw), "format": "parquet"}
    for store in ("north", "south"):
        export(shop, f"store={store}/1.parquet", "ann", 3)
    shop.ingest(file=hive, more={"store": "store"})
    assert bought(shop) == {"ann": 6}
    (shop.raw / "store=south").rename(shop.raw / "store=west")
    shop.ingest(file=hive, more={"store": "store"})
    assert set(io.read(LEDGER, shop.folder)["store"]) == {"north", "west"}
