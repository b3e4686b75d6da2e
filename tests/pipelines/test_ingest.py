import hashlib
import json
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from patronage import io
from patronage.config import Config
from patronage.errors import QualityError
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, LEDGER, SPANS
from pipelines import ingest

CONF = Path(__file__).resolve().parents[2] / "conf" / "source"


def configured(source: str, data: Path, **changes: object) -> Config:
    node = OmegaConf.merge(OmegaConf.load(CONF / f"{source}.yaml"), changes)
    return Config(
        source=node,
        paths=OmegaConf.create({"data": str(data)}),
        tracking=OmegaConf.create({"enabled": False}),
        n_jobs=2,
    )


def test_cdnow_is_taken_in_whole(tmp_path):
    ingest.run(configured("cdnow", tmp_path))
    ledger = io.read(LEDGER, io.Folder(tmp_path, "cdnow"))
    assert len(ledger) == 6919
    assert ledger["amount"].sum() == 24409194
    assert ledger["quantity"].sum() == 16479
    assert ledger["customer_id"].nunique() == 2357
    assert ledger["order_id"].nunique() == 6696
    assert (ledger["line_id"] > 0).sum() == 21
    assert ledger["customer_id"].str.len().eq(4).all()


def test_a_second_run_gives_the_same_bytes_and_leaves_nothing_behind(tmp_path):
    folder = io.Folder(tmp_path, "cdnow")
    hashes = set()
    for _ in range(2):
        ingest.run(configured("cdnow", tmp_path))
        hashes.add(hashlib.sha256(folder.path(LEDGER).read_bytes()).hexdigest())
    assert len(hashes) == 1
    assert {p.name for p in (tmp_path / "interim").iterdir()} == {"cdnow"}


def test_a_run_that_stops_leaves_the_old_tables(tmp_path, monkeypatch):
    folder = io.Folder(tmp_path, "cdnow")
    ingest.run(configured("cdnow", tmp_path))
    before = {p: p.read_bytes() for p in (tmp_path / "interim" / "cdnow").iterdir()}
    with pytest.raises(QualityError):
        ingest.run(configured("cdnow", tmp_path, ledger={"time_format": "%d.%m.%Y"}))
    assert {p: p.read_bytes() for p in before} == before
    assert folder.path(SPANS) in before


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> io.Folder:
    data = tmp_path_factory.mktemp("journey")
    ingest.run(configured("complete_journey", data))
    return io.Folder(data, "complete_journey")


def test_complete_journey_is_taken_in_whole(journey):
    facts = json.loads(journey.file("interim", "accounting.json").read_text())
    assert facts["rows_read"] == facts["rows_ledger"] == 1_469_307
    assert facts["money_read"] == facts["money_ledger"] == 459_603_958
    assert facts["customers"] == 2469
    assert facts["by_reason"] == {}
    assert (facts["first_day"], facts["last_day"]) == ("2017-01-01", "2017-12-31")


def test_fuel_and_coupons_count_as_money_but_not_as_goods(journey):
    columns = ["category", "quantity", "brand", "amount"]
    ledger = io.read(LEDGER, journey, columns=columns)
    odd = ledger["category"].isin(["FUEL", "COUPON/MISC ITEMS", "COUPONS/STORE & MFG"])
    assert ledger.loc[odd, ["quantity", "brand"]].isna().all(axis=None)
    assert ledger.loc[odd, "amount"].sum() / ledger["amount"].sum() > 0.08
    assert ledger["quantity"].max() < 1000
    assert set(ledger["brand"].dropna()) == {"National", "Private"}


def test_days_are_those_of_new_york(journey):
    ledger = io.read(LEDGER, journey, columns=["ordered_at", "order_day", "order_id"])
    utc = ledger["ordered_at"].dt.tz_localize(None).dt.normalize()
    first = ~ledger["order_id"].duplicated()
    other = (utc != ledger["order_day"])[first].mean()
    assert 0.18 < other < 0.19


def test_records_contacts_and_events_stand_beside_the_ledger(journey):
    assert len(io.read(CUSTOMERS, journey)) == 801
    assert len(io.read(CONTACTS, journey)) == 6589
    assert len(io.read(EVENTS, journey)) == 2102
