"""Lists that are written, and what acting on them is said to have changed."""

import csv
import shutil
import stat

import pandas as pd
import pytest
from commands import command
from hydra import compose, initialize_config_dir

from patronage import config, io
from patronage.config.settings import register
from patronage.errors import ConfigError, InputError, QualityError
from patronage.tables import SEGMENTS
from pipelines import features, ingest, lists, quadrants, uplift
from tests.pipelines.acted_world import settings

DAY, LATER = "2023-08-31", "2023-10-31"
ALL = [
    "at_risk",
    "conversion",
    "council",
    "key_customers",
    "lead_users",
    "valuable_inertia",
]
STAGES = {"features": features.run, "quadrants": quadrants.run}
COMMANDS = STAGES | {"ingest": ingest.run, "lists": lists.run, "uplift": uplift.run}


def composed(folder, *overrides):
    register()
    conf = str(config.root() / "conf")
    with initialize_config_dir(conf, version_base="1.3"):
        told = [*settings(folder), "tracking.enabled=false", *overrides]
        return compose("config", overrides=told)


def stage(name, folder, *overrides):
    COMMANDS[name](composed(folder, *overrides))


def said(capsys, name, folder, *overrides):
    stage(name, folder, *overrides)
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    """The shop of whose customers there are quadrants on the first day."""
    folder = tmp_path_factory.mktemp("shop")
    stage("ingest", folder)
    for name in STAGES:
        stage(name, folder, f"as_of='{DAY}'")
    return folder


@pytest.fixture
def shop(placed, tmp_path):
    shutil.copytree(placed, tmp_path / "shop")
    return tmp_path / "shop"


def table(folder, name):
    path = folder / "data/processed/shop/lists" / f"{name}.{DAY}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_each_list_is_a_file_that_no_spreadsheet_executes(shop, capsys):
    printed = said(capsys, "lists", shop)
    files = sorted((shop / "data/processed/shop/lists").iterdir())
    assert [file.name for file in files] == [f"{name}.{DAY}.csv" for name in ALL]
    for name in ALL:
        rows = table(shop, name)
        assert {row["customer_id"][:9] for row in rows} == {"'=canary-"}
        assert [row["rank"] for row in rows] == [str(i + 1) for i in range(len(rows))]
        assert {row["group"] for row in rows} == {"treat", "control"}
    assert f"lists of {DAY}" in printed
    assert "value_is_revenue" in printed
    assert "canary" not in printed


def test_latent_customers_are_ranked_by_gain_within_the_budget(shop):
    asked = ["conversion.cost=2", "conversion.budget=30"]
    stage("lists", shop, *(f"lists.each.{each}" for each in asked))
    rows = table(shop, "conversion")
    gains = [float(row["score"]) for row in rows]
    assert {row["segment"] for row in rows} == {"latent"}
    assert gains == sorted(gains, reverse=True)
    assert sum(row["group"] == "treat" for row in rows) == 15


def test_the_same_command_gives_the_same_bytes(shop):
    def made():
        stage("lists", shop)
        written = (shop / "data/processed/shop").rglob(f"*.{DAY}.*")
        return {path: path.read_bytes() for path in written}

    assert made() == made()
    assert len(made()) == 2 * len(ALL)


def test_only_the_lists_asked_for_are_written(shop):
    stage("lists", shop, "lists.names=[council]")
    (file,) = (shop / "data/processed/shop/lists").iterdir()
    assert file.name == f"council.{DAY}.csv"


def test_pseudonyms_hide_every_id_and_their_key_is_the_owner_s(shop, capsys):
    printed = said(capsys, "lists", shop, "lists.pseudonyms=true")
    for name in ALL:
        ids = [row["customer_id"] for row in table(shop, name)]
        assert all(each.startswith("P") and len(each) == 33 for each in ids)
    key = shop / "data/keys/shop.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert (key.parent / ".gitignore").read_text() == "*\n"
    assert not list((shop / "data/processed").rglob("*.key"))
    assert str(key) in printed
    before = table(shop, "council")
    stage("lists", shop, "lists.pseudonyms=true")
    assert table(shop, "council") == before


def test_another_key_gives_other_pseudonyms_and_the_same_record(shop):
    asked = ["lists.names=[council]", "lists.pseudonyms=true"]
    stage("lists", shop, *asked)
    before = {row["customer_id"] for row in table(shop, "council")}
    (shop / "data/keys/shop.key").unlink()
    stage("lists", shop, *asked)
    assert before.isdisjoint(row["customer_id"] for row in table(shop, "council"))


def test_ids_and_pseudonyms_are_never_mixed_without_a_word(shop, capsys):
    hidden = ["lists.pseudonyms=true", "lists.names=[council,conversion]"]
    assert "stand others" not in said(capsys, "lists", shop)
    assert (
        "beside these lists stand others that hold ids as they are: "
        f"at_risk.{DAY}.csv, key_customers.{DAY}.csv, lead_users.{DAY}.csv and 1 more\n"
    ) in said(capsys, "lists", shop, *hidden)
    shown = said(capsys, "lists", shop, "lists.names=[council]")
    assert f"others that hold pseudonyms: conversion.{DAY}.csv\n" in shown


CHANGES = {
    "seed=1": "council",
    "lists.control_share=0.5": "council",
    "lists.each.conversion.min_probability=0.9": "conversion",
}


@pytest.mark.parametrize("asked", CHANGES)
def test_who_stood_on_a_list_is_not_replaced_unless_that_is_asked(shop, asked):
    def kept():
        written = sorted((shop / "data/processed/shop").rglob(f"*.{DAY}.*"))
        return {path.name: path.read_bytes() for path in written}

    stage("lists", shop, "lists.names=[council,conversion]")
    before = kept()
    words = f"{CHANGES[asked]}.* of {DAY} would have other rows.*lists.replace=true"
    with pytest.raises(InputError, match=words) as found:
        stage("lists", shop, asked)
    assert "\n" not in str(found.value)
    assert kept() == before
    stage("lists", shop, asked, "lists.replace=true")
    assert kept().keys() > before.keys()
    assert kept() != before


def test_a_record_that_was_removed_is_made_again(shop):
    stage("lists", shop, "lists.names=[council]")
    (shop / f"data/processed/shop/list_members/council.{DAY}.parquet").unlink()
    stage("lists", shop, "lists.names=[council]", "seed=1")


def test_tables_have_chinese_heads(shop, capsys):
    printed = said(capsys, "lists", shop, "language=zh", "lists.names=[council]")
    assert "名单" in printed
    asked = ["language=zh", "lists.names=[council]", "horizon_days=60"]
    assert "结论" in said(capsys, "uplift", shop, *asked)


def test_a_history_of_conversion_takes_the_place_of_the_default(shop, capsys):
    folder = io.Folder(shop / "data", "shop")
    now = io.read(SEGMENTS, folder, scheme="loyalty")
    days = [now.assign(as_of=pd.Timestamp(day)) for day in ("2023-05-31", "2023-07-31")]
    days[0]["segment"] = 2
    told = pd.concat(days).sort_values(["customer_id", "as_of"])
    io.write(SEGMENTS, told, io.Folder(folder.data, "shop.migration"), scheme="loyalty")
    printed = said(capsys, "lists", shop, "lists.names=[conversion]")
    assert "no history" not in printed
    true = (now["segment"] == 3).sum()
    rate = (true + 30 * 0.1) / (len(now) + 30)
    found = {float(row["conversion_rate"]) for row in table(shop, "conversion")}
    assert list(found) == [pytest.approx(rate, abs=1e-4)]


def test_uplift_is_read_from_what_came_after(shop, capsys):
    stage("lists", shop)
    printed = said(capsys, "uplift", shop, "horizon_days=60")
    assert f"uplift of the lists of {DAY}, 60 days later" in printed
    assert printed.count("no effect shown") + printed.count("│ effect") >= 3 * len(ALL)
    assert "who is truly loyal now is not told" in printed
    assert "nan" not in printed


def test_who_has_become_truly_loyal_is_told_on_a_later_day(shop, capsys):
    stage("lists", shop, "lists.names=[conversion]")
    for name in STAGES:
        stage(name, shop, f"as_of='{LATER}'")
    printed = said(capsys, "uplift", shop, f"as_of='{DAY}'", "horizon_days=60")
    assert "now_true" in printed
    assert "is not told" not in printed


@pytest.mark.parametrize(
    ("name", "asked", "error", "words"),
    [
        ("lists", "lists.names=[nobody]", ConfigError, "council, .*; got nobody"),
        ("lists", "lists.each.conversion.budget=-1", ConfigError, "0 or more; got -1"),
        ("lists", "quadrants=value", InputError, "'value' is not fitted"),
        ("uplift", "quadrants=value", ConfigError, "none, inertia.*; got low_value"),
        ("uplift", "seed=0", InputError, r"run `python -m pipelines\.lists` first"),
    ],
)
def test_what_cannot_be_is_one_sentence(placed, name, asked, error, words):
    with pytest.raises(error, match=words) as found:
        stage(name, placed, asked)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("as_of='2023-07-31'", f"a day of lists, {DAY}; got 2023-07-31"),
        ("horizon_days=200", f"reach 200 days past {DAY}.*ends on 2023-12-31"),
    ],
)
def test_uplift_needs_a_list_and_a_whole_horizon(shop, asked, words):
    stage("lists", shop, "lists.names=[council]")
    with pytest.raises(InputError, match=words):
        stage("uplift", shop, asked)


def test_uplift_of_another_scheme_is_refused_when_it_is_fitted_too(shop):
    stage("lists", shop, "lists.names=[council]")
    for name in STAGES:
        stage(name, shop, "quadrants=value", f"as_of='{LATER}'")
    with pytest.raises(ConfigError, match="lists are made of a loyalty scheme"):
        stage("uplift", shop, "quadrants=value", f"as_of='{DAY}'", "horizon_days=60")


def test_axes_that_cannot_be_measured_make_no_list(shop):
    stage("quadrants", shop, "quadrants.first.min_columns=9")
    with pytest.raises(QualityError, match="scheme 'loyalty' could place nobody"):
        stage("lists", shop)


def test_a_list_that_is_empty_is_written_and_said_to_be(shop, capsys):
    asked = ["lists.names=[conversion]", "lists.each.conversion.cost=1e9"]
    printed = said(capsys, "lists", shop, *asked)
    assert "conversion: nobody stands on it" in printed
    assert table(shop, "conversion") == []


def test_runs_are_tracked_and_name_no_customer(shop):
    for name in ("lists", "uplift"):
        done = command(name, *settings(shop), "lists.names=[council,conversion]")
        assert done.returncode == 0, done.stderr
        assert "compare the schemes" in done.stdout
    tracked = [path for path in (shop / "runs").rglob("*") if path.is_file()]
    assert any(path.name == "uplift.csv" for path in tracked)
    assert not [path for path in tracked if b"canary" in path.read_bytes()]
