"""A field that decides a class, changed by one person and confirmed by another."""

import pytest
from omegaconf import OmegaConf

from patronage import io
from patronage.config import Config
from patronage.config.settings import Tracking
from patronage.tables import CUSTOMERS, DATA_QUALITY, PENDING_CHANGES
from pipelines import ingest, intake

VISITS = {"file": "visits", "customer_id": "who", "columns": {"grade": "grade"}}
GRADE = {"kind": "ordinal", "levels": ["c", "b", "a"], "checked": True}


class Shop:
    """One department's visits, ingested again and again."""

    def __init__(self, path):
        self.path = path
        self.folder = io.Folder(path / "data", "shop")
        self.confirm()

    def visit(self, *rows):
        self._write("visits", ["who,grade,by", *rows])

    def confirm(self, *rows):
        self._write(
            "confirmed", ["customer_id,field,change,old_value,new_value,checker", *rows]
        )

    def ingest(self) -> list[tuple]:
        """What the customers are afterwards."""
        source = {
            "_target_": "patronage.ingest.Source",
            "name": "shop",
            "files": {
                name: {"path": str(self.path / f"{name}.csv"), "format": "csv"}
                for name in ("visits", "confirmed")
            },
            "fields": {"grade": GRADE},
            "quarantine_limit": 1,
            "customers": {"sales": VISITS | {"maker": "by"}},
            "confirmations": {"file": "confirmed"},
        }
        cfg = Config(
            source=OmegaConf.create(source),
            paths=OmegaConf.create({"data": str(self.path / "data")}),
            tracking=Tracking(enabled=False),
            n_jobs=1,
        )
        ingest.run(cfg)
        customers = io.read(CUSTOMERS, self.folder)
        return list(customers.itertuples(index=False, name=None))

    def waiting(self) -> list[tuple]:
        pending = io.read(PENDING_CHANGES, self.folder)
        return list(pending.itertuples(index=False, name=None))

    def changes(self) -> int:
        quality = io.read(DATA_QUALITY, self.folder).set_index("column")
        return quality.loc["grade", "changes"]

    def _write(self, name, lines):
        (self.path / f"{name}.csv").write_text("\n".join(lines) + "\n")


@pytest.fixture
def shop(tmp_path) -> Shop:
    shop = Shop(tmp_path)
    shop.visit("1,b,ann", "2,c,ann")
    assert shop.ingest() == [("1", "b"), ("2", "c")]
    return shop


def test_a_change_waits_until_another_person_confirms_it(shop):
    shop.visit("1,a,ann", "2,c,ann", "3,c,ann")
    for _ in range(2):
        assert shop.ingest() == [("1", "b"), ("2", "c"), ("3", "c")]
        assert shop.waiting() == [("1", "grade", 1, "b", "a", "ann", "")]
    shop.confirm("1,grade,1,b,a,ann")
    assert shop.ingest()[0] == ("1", "b")
    shop.confirm("1,grade,1,b,a,bob")
    assert shop.ingest()[0] == ("1", "a")
    assert shop.waiting() == []
    assert shop.changes() == 1
    shop.confirm()
    assert shop.ingest()[0] == ("1", "a")
    assert shop.changes() == 0


def test_who_is_left_out_for_one_ingest_is_still_checked(shop):
    shop.visit("2,c,ann")
    assert shop.ingest() == [("2", "c")]
    shop.visit("1,a,ann", "2,c,ann")
    assert shop.ingest() == [("1", "b"), ("2", "c")]
    assert shop.waiting() == [("1", "grade", 1, "b", "a", "ann", "")]


def test_a_row_in_quarantine_is_no_way_round_the_check(shop):
    shop.visit("1,z,ann", "2,c,ann")
    assert shop.ingest() == [("2", "c")]
    shop.visit("1,a,ann", "2,c,ann")
    assert shop.ingest()[0] == ("1", "b")


def test_the_page_that_is_tracked_names_neither_makers_nor_values(shop):
    shop.visit("1,a,ann@shop.example", "2,c,ann")
    shop.ingest()
    assert "ann@shop.example" in intake.quality_page(shop.folder, customers=True)
    tracked = intake.quality_page(shop.folder, customers=False)
    assert "ann" not in tracked
    assert "<td>grade</td><td></td><td>1</td>" in tracked
