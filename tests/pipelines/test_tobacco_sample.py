"""The made-up tobacco retailers are made again, taken in whole, and as was planted."""

import gzip
import json
import subprocess
import sys

import pandas as pd
import pytest
from commands import ROOT, command, places

from patronage import io
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, FEEDBACK, LEDGER, QUARANTINE

SAMPLE = ROOT / "data/sample/tobacco_retail"
FILES = sorted([*SAMPLE.glob("*.csv"), *SAMPLE.glob("*.csv.gz")])


def raw(path):
    """The bytes of a file, unpacked: compressors differ, what they hold does not."""
    return (
        gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else (path.read_bytes())
    )


def sample(name):
    return pd.read_csv(SAMPLE / name, dtype={"customer": str}, keep_default_na=False)


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tobacco")
    given = [*places(folder), "source=tobacco_retail", "tracking.enabled=false"]
    done = command("ingest", *given)
    assert done.returncode == 0, done.stderr
    return io.Folder(folder / "data", "tobacco_retail"), done.stdout


def test_the_same_seed_makes_the_same_bytes(tmp_path):
    script = [sys.executable, str(SAMPLE / "generate.py"), str(tmp_path)]
    subprocess.run(script, check=True, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f.name for f in FILES]
    for file in FILES:
        assert raw(tmp_path / file.name) == raw(file), file.name


def test_it_is_small_enough_to_be_kept_with_the_code():
    assert sum(file.stat().st_size for file in FILES) < 900_000


def test_every_row_and_cent_is_taken_in(taken):
    folder, said = taken
    facts = json.loads(folder.file("interim", "accounting.json").read_text())
    orders = sample("orders.csv.gz").merge(sample("products.csv"), on="product")
    assert facts["rows_read"] == facts["rows_ledger"] == len(orders)
    assert facts["by_reason"] == {}
    assert facts["money_read"] == round(100 * (orders["quantity"] @ orders["price"]))
    assert (facts["first_day"], facts["last_day"]) == ("2024-01-01", "2025-12-31")
    assert len(io.read(QUARANTINE, folder)) == 0
    rows = {CUSTOMERS: 300, CONTACTS: len(sample("visits.csv"))}
    rows |= {
        EVENTS: len(sample("events.csv.gz")),
        FEEDBACK: len(sample("feedback.csv")),
    }
    assert {schema: len(io.read(schema, folder)) for schema in rows} == rows
    ledger = io.read(LEDGER, folder, columns=["order_id", "quantity", "cost"])
    assert ledger["quantity"].sum() == orders["quantity"].sum()
    assert ledger["cost"].sum() == round(100 * (orders["quantity"] @ orders["cost"]))
    assert ledger["order_id"].nunique() == len(
        orders[["customer", "day"]].drop_duplicates()
    )
    assert "300 customers" in said


def test_it_is_said_to_be_made_up_wherever_the_source_is_described():
    source = (ROOT / "conf/source/tobacco_retail.yaml").read_text()
    assert "SYNTHETIC" in source.partition("description:")[2].splitlines()[0]
    assert "SYNTHETIC" in (SAMPLE / "README.md").read_text()


def test_neither_what_was_planted_nor_what_is_for_care_is_a_file_of_the_source():
    source = (ROOT / "conf/source/tobacco_retail.yaml").read_text()
    assert "planted" not in source.partition("_target_")[2]
    assert "care" not in source.partition("_target_")[2]


def test_all_42_classes_have_retailers(taken):
    customers = io.read(CUSTOMERS, taken[0])
    classes = customers.groupby(["market", "format", "declared_size"], observed=True)
    assert classes.ngroups == 42
    assert (customers["format"] == "Q").mean() <= 0.05


def test_nobody_orders_more_than_was_allotted_and_some_all_of_it():
    orders, events = sample("orders.csv.gz"), sample("events.csv.gz")
    month = orders["day"].str[:7].rename("month")
    bought = orders.groupby(["customer", month])["quantity"].sum()
    given = events[events["kind"] == "allocation"]
    given = given.assign(month=given["at"].str[:7], value=given["value"].astype(float))
    allotted = given.set_index(["customer", "month"])["value"]
    both = pd.concat({"bought": bought, "allotted": allotted}, axis=1).fillna(0)
    assert (both["bought"] <= both["allotted"]).all()
    share = (
        both["bought"].groupby("customer").sum() / allotted.groupby("customer").sum()
    )
    planted = sample("planted.csv").set_index("customer")["why"]
    capped = share.loc[planted.index[planted == "capped"]]
    assert len(capped) == 30
    assert capped.min() >= 0.98


def test_planted_retailers_are_what_they_are_planted_as():
    planted = sample("planted.csv").set_index("customer")
    counts = planted["list"].value_counts()
    assert (counts["core"], counts["problem"]) == (25, 20)
    events = sample("events.csv.gz")
    core = planted.index[planted["list"] == "core"]
    bad = events[events["kind"].isin(["violation", "overdue", "falsified"])]
    assert not set(core) & set(bad["customer"])
    orders = sample("orders.csv.gz")
    recent = orders[orders["day"] >= "2025-10-01"]
    volume = recent.groupby("customer")["quantity"].sum() / 3 / 50
    assert volume[core].min() > 14
    assert volume.between(0, 30).all()
    precious = planted.index[planted["why"].str.startswith("high_value")]
    assert len(precious) == 3
    assert volume[precious].min() > 18


def test_what_was_launched_last_year_was_not_ordered_before():
    products = sample("products.csv").set_index("product")
    new = products[products["launched_on"] != ""]["launched_on"]
    assert len(new) == 4
    first = sample("orders.csv.gz").groupby("product")["day"].min()
    assert (first[new.index] >= new).all()
    assert new.min() >= "2025-01-01"


def test_the_panel_comes_together_in_four_rounds():
    answers = sample("feedback.csv")
    expected = answers[answers["kind"] == "expectation"]
    assert expected["customer"].nunique() == 20
    score = expected["score"].astype(float)
    spread = score.groupby([expected["answered_on"], expected["item"]]).std()
    rounds = spread.groupby("answered_on").mean().tolist()
    assert len(rounds) == 4
    assert rounds == sorted(rounds, reverse=True)
