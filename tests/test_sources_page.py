"""What docs/sources.md shows works as it is shown."""

import re
import shlex

import pandas as pd
import yaml
from commands import ROOT, command, places

from patronage import ingest

PAGE = (ROOT / "docs" / "sources.md").read_text()
SALES = """customer,receipt,sold_at,paid
0042,r1,02.01.2024 09:15,10.00
7,r2,15.02.2024 18:00,25.00
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def declared(first: str) -> dict:
    """The yaml block that begins with a key."""
    text = next(text for text in blocks("yaml") if text.startswith(first))
    return yaml.safe_load(text)


def test_a_file_needs_no_yaml(tmp_path):
    (tmp_path / "sales.csv").write_text(SALES)
    shown = shlex.split(blocks("console")[0].replace("\\\n", " "))
    path = f"source.path={tmp_path / 'sales.csv'}"
    arguments = [path if a.startswith("source.path=") else a for a in shown[3:]]
    done = command("ingest", *places(tmp_path), *arguments, "tracking.enabled=false")
    assert done.returncode == 0, done.stderr
    ledger = pd.read_parquet(tmp_path / "data/interim/shop/ledger.parquet")
    assert ledger["customer_id"].tolist() == ["0042", "7"]
    assert ledger["amount"].tolist() == [1000, 2500]


def test_values_can_be_written_as_they_are_shown():
    columns = declared("columns:")["columns"]
    values = {name: ingest.Value(**value) for name, value in columns.items()}
    assert values["amount"].thousands == "."
    assert values["customer_id"].whole_float


def test_identities_and_fields_can_be_declared_as_they_are_shown():
    shown = declared("identity:") | declared("fields:")
    source = ingest.Source(
        name="shop",
        files={
            name: {"path": "x.csv", "format": "csv"}
            for name in ("visits", "accounts", "members")
        },
        **shown,
    )
    assert source.fields["income"].readers == ["care"]
    assert source.identity.keys["phone"].normalise == "phone"


def test_returns_can_be_declared_as_they_are_shown():
    text = next(text for text in blocks("yaml") if "returns:" in text)
    returns = yaml.safe_load(text.partition("returns:\n")[2])
    assert ingest.Returns(**returns).within_days == 90
