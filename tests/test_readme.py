"""What the README shows works as it is shown."""

import re

import pandas as pd
import pytest
from commands import ROOT, command, places
from worlds import batch_of, day

README = (ROOT / "README.md").read_text()
SALES = """customer;receipt;sold_at;pieces;paid;voucher;department;label;branch
0042;r1;02.01.2024 09:15;2;10.00;0.50;dairy;Own;north
0042;r2;29.01.2024 23:45;1;4.00;0;bread;Other;north
7;r3;15.02.2024 18:00;3;25.00;5.00;dairy;Other;south
"""


def block(language: str, first: str) -> str:
    """The code block that holds a text."""
    blocks = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    return next(text for text in blocks if first in text)


def ingest_shop(tmp_path, *overrides):
    (tmp_path / "conf" / "source").mkdir(parents=True)
    (tmp_path / "conf/source/shop.yaml").write_text(block("yaml", "shop.yaml"))
    (tmp_path / "sales.csv").write_text(SALES)
    return command(
        "ingest",
        *places(tmp_path),
        f"hydra.searchpath=[file://{tmp_path}/conf]",
        "source=shop",
        f"source.files.sales.path={tmp_path}/sales.csv",
        *overrides,
    )


def test_another_delimiter_than_declared_is_recognised_and_said(tmp_path):
    done = ingest_shop(tmp_path, "source.files.sales.delimiter=','")
    assert done.returncode == 3
    assert "the file looks like its delimiter is ';'" in done.stderr


def test_a_source_of_ones_own_is_one_yaml(tmp_path):
    done = ingest_shop(tmp_path)
    assert done.returncode == 0, done.stderr
    ledger = pd.read_parquet(tmp_path / "data/interim/shop/ledger.parquet")
    assert ledger["customer_id"].tolist() == ["0042", "0042", "7"]
    assert ledger["amount"].tolist() == [1000, 400, 2500]
    assert ledger["ordered_at"].dt.hour.tolist() == [8, 22, 17]
    assert ledger["order_hour"].tolist() == [9, 23, 18]


def test_a_feature_family_of_ones_own_is_one_class():
    imports = """
from dataclasses import dataclass
from typing import ClassVar
from patronage.batch import CustomerBatch
from patronage.ragged import Ragged
from patronage.schema import Column
from patronage.segments import FloatArray
"""
    world = {"__name__": "night"}
    exec(imports + block("python", "NightFeatures"), world)
    rows = [{"day": "2024-01-02", "order_hour": hour} for hour in (9, 23, 22, 10)]
    batch = batch_of({"ann": rows}).at(day("2024-01-31"), 365)
    assert world["NightFeatures"]()(batch)["night_share"].tolist() == [0.5]


@pytest.mark.parametrize("line", re.findall(r"\]\(([\w./*-]+)\)", README))
def test_every_file_that_is_linked_is_there(line):
    assert (ROOT / line).exists()


def test_both_commands_are_the_first_that_a_reader_sees():
    first = README.index("```console")
    assert README.index("make run", first) < README.index("make test", first)
