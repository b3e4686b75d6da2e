"""A file that nobody has declared: look, correct, take in."""

import json

import pytest
from commands import ROOT, command, places

SALES = """客户编号;订单号;下单时间;商品编码;数量;实付金额
00123;D1;2024/02/29 13:45;6901028075763;2;¥1,234.50
00123;D1;2024/02/29 13:45;6901028075770;1;¥10.00
7;D2;2024/03/01 09:00;6901028075763;3;¥4.00
"""


def sketched(path):
    done = command("sketch_source", f"path={path}")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def ingested(tmp_path, text, *overrides):
    """Take in a proposed yaml as a user's own source."""
    folder = tmp_path / "conf" / "source"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    done = command(
        "ingest",
        *places(tmp_path),
        f"hydra.searchpath=[file://{tmp_path}/conf]",
        "source=mine",
        "source.name=mine",
        *overrides,
    )
    assert done.returncode == 0, done.stderr
    accounting = tmp_path / "data" / "interim" / "mine" / "accounting.json"
    return json.loads(accounting.read_text())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_chinese_export_needs_its_zone_and_no_more(tmp_path, encoding):
    path = tmp_path / "sales.txt"
    path.write_text(SALES, encoding=encoding)
    zone = "source.time_zone=Asia/Shanghai"
    facts = ingested(tmp_path, sketched(path), zone)
    assert facts["currency"] == "CNY"
    assert facts["money_ledger"] == 124_850
    assert facts["customers"] == 2
    assert facts["by_reason"] == {}


def test_what_stays_open_is_asked_for(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text("who,date,paid\n1,2024-01-02,3.50\n2,2024-01-03,4.50\n")
    text = sketched(path)
    assert "    # doubt: no column has a name that says so.\n" in text
    folder = tmp_path / "conf" / "source"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(text)
    search = f"hydra.searchpath=[file://{tmp_path}/conf]"
    done = command("ingest", *places(tmp_path), search, "source=mine")
    assert done.returncode == 2
    assert "these keys must be given: source.currency" in done.stderr
    assert "source.ledger.columns.customer_id" in done.stderr


def test_online_retail_is_recognised(shared_data, tmp_path):
    text = sketched(shared_data / "online_retail.csv")
    for seen in (
        "whole_float: true",
        "of the rows looked at have no customer",
        '"\\"InvoiceNo\\" LIKE \'C%\'"',
        'time_format: "%Y-%m-%d %H:%M:%S"',
        "repeat another: keep, or drop?",
        "taken as quantity x price",
    ):
        assert seen in text
    given = ("source.currency=GBP", "source.time_zone=Europe/London")
    facts = ingested(tmp_path, text, *given, "source.money_scale=3")
    assert facts["money_read"] == 9_747_747_934
    assert facts["by_reason"] == {"null_customer": 135_080}
    assert facts["customers"] == 4372


def test_a_table_of_stores_is_recognised(shared_data, tmp_path):
    text = sketched(shared_data / "iowa_liquor" / "stores.csv")
    facts = ingested(tmp_path, text)
    assert facts["customers"] == 2296
    assert facts["by_reason"] == {}


def test_columns_of_white_space_are_recognised(tmp_path):
    text = sketched(ROOT / "data" / "sample" / "cdnow_sample.txt")
    given = (
        "source.currency=USD",
        "source.time_zone=America/New_York",
        "source.ledger.columns.customer_id='part[2]'",
        'source.ledger.columns.order_id="part[2] || part[3]"',
    )
    facts = ingested(tmp_path, text, *given)
    assert facts["rows_ledger"] == 6919
    assert facts["money_ledger"] == 24_409_194
    assert facts["customers"] == 2357


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "path should name the file"),
        (["path=nothing.csv"], 3, "nothing.csv' is none"),
        (["path=conf"], 3, "a file is needed"),
    ],
)
def test_what_cannot_be_looked_at_is_said_in_a_sentence(arguments, code, words):
    done = command("sketch_source", *arguments)
    assert done.returncode == code
    (sentence,) = done.stderr.splitlines()
    assert words in sentence
    assert done.stdout == ""
