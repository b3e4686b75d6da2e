"""What is sensitive never reaches the features, from a raw file to the table."""

import pytest
from omegaconf import OmegaConf

from patronage import io
from patronage.config import Config
from patronage.config.settings import Tracking
from patronage.tables import CUSTOMERS, DICTIONARY, FEATURES
from pipelines import features, ingest

SALES = """who,at,paid
1,2024-01-01,10
1,2024-03-01,20
2,2024-02-01,30
2,2024-06-30,5
"""
PEOPLE = """who,age,faith,size
1,30,x,3
2,40,y,4
"""


@pytest.fixture
def settings(tmp_path) -> Config:
    (tmp_path / "sales.csv").write_text(SALES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    source = {
        "_target_": "patronage.ingest.Source",
        "name": "shop",
        "currency": "EUR",
        "time_zone": "UTC",
        "business_time_zone": "UTC",
        "files": {
            name: {"path": str(tmp_path / f"{name}.csv"), "format": "csv"}
            for name in ("sales", "people")
        },
        "ledger": {
            "file": "sales",
            "time_format": "%Y-%m-%d",
            "has_time": False,
            "columns": {
                "customer_id": "who",
                "order_id": '"at"',
                "ordered_at": '"at"',
                "amount": "paid",
            },
        },
        "fields": {
            "age": {"kind": "numeric", "sensitive": True},
            "faith": {"kind": "categorical", "sensitive": True, "readers": ["care"]},
            "size": {"kind": "numeric"},
        },
        "customers": {
            "crm": {
                "file": "people",
                "customer_id": "who",
                "columns": {name: name for name in ("age", "faith", "size")},
            }
        },
    }
    attributes = {"_target_": "patronage.features.AttributeFeatures"}
    value = {"_target_": "patronage.features.ValueFeatures"}
    return Config(
        source=OmegaConf.create(source),
        features=OmegaConf.create({"attributes": attributes, "value": value}),
        engine=OmegaConf.create({"_target_": "patronage.engine.LocalEngine"}),
        paths=OmegaConf.create({"data": str(tmp_path / "data")}),
        horizon_days=30,
        tracking=Tracking(enabled=False),
        n_jobs=1,
    )


def test_sensitive_fields_are_kept_and_never_features(settings, tmp_path):
    ingest.run(settings)
    features.run(settings)
    folder = io.Folder(tmp_path / "data", "shop")
    assert {"age", "faith", "size"} < {*io.read(CUSTOMERS, folder)}
    made = {*io.read(FEATURES, folder)}
    assert "size" in made
    assert not made & {"age", "faith"}
    assert not {*io.read(DICTIONARY, folder)["column"]} & {"age", "faith"}
