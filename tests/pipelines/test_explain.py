"""Overrides that are applied and said, and the card of one customer."""

import csv
import json
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from commands import command
from hydra import compose, initialize_config_dir
from rich.cells import cell_len

from patronage import config, io
from patronage.config.settings import register
from patronage.errors import ConfigError, InputError
from patronage.tables import (
    CUSTOMERS,
    FEATURES,
    OFFICIAL,
    OVERRIDES,
    PROFILE,
    RECORDS,
    SEGMENTS,
)
from pipelines import clustering, explain, features, ingest, profiles, quadrants, rules
from tests.pipelines.acted_world import settings

DAY = "2023-08-31"
FEW = [
    "selection=fixed",
    "selection.n_clusters=2",
    "selection.resampling.n_bootstraps=2",
    "n_bootstraps=2",
    "n_nulls=0",
]
STAGES = {
    "ingest": ingest.run,
    "features": features.run,
    "quadrants": quadrants.run,
    "rules": rules.run,
    "clustering": clustering.run,
    "profiles": profiles.run,
    "explain": explain.run,
}
OF_ALL = {"kind": "categorical", "levels": [], "volatility": "dynamic"}
FIELDS = {
    "grade": OF_ALL | {"block": "management", "owner": "sales", "sensitive": False},
    "income": OF_ALL | {"block": "personal", "owner": "sales", "sensitive": True},
}
SECRET = "canary-income"
HEAD = ["customer_id", "scheme", "segment", "reason", "approver", "expires"]
ID = "=canary-001"


def stage(name, folder, *overrides):
    register()
    conf = str(config.root() / "conf")
    with initialize_config_dir(conf, version_base="1.3"):
        told = [*settings(folder), "tracking.enabled=false", *FEW, *overrides]
        return STAGES[name](compose("config", overrides=told))


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    """The shop under three schemes, and what is declared of its customers."""
    folder = tmp_path_factory.mktemp("shop")
    stage("ingest", folder)
    stage("features", folder, f"as_of='{DAY}'")
    for name in ("quadrants", "rules", "clustering"):
        stage(name, folder)
    tables = io.Folder(folder / "data", "shop")
    ids = sorted(io.read(FEATURES, tables)["customer_id"])
    declared = {
        "customer_id": ids,
        "grade": ["A"] * len(ids),
        "income": [SECRET] * len(ids),
    }
    about = {"fields": json.dumps(FIELDS)}
    io.write(CUSTOMERS, pa.table(declared), tables, metadata=about)
    return folder


@pytest.fixture
def shop(fitted, tmp_path):
    shutil.copytree(fitted, tmp_path / "shop")
    return tmp_path / "shop"


def asked(folder, *rows):
    path = folder / "overrides.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return f"overrides={path}"


def row(number=1, segment="high", scheme="tier3", expires="2023-12-31"):
    who = f"=canary-{number:03}"
    return [who, scheme, segment, "opens a second shop", "Li Wei", expires]


def table(folder, schema, scheme):
    return io.read(schema, io.Folder(folder / "data", "shop"), scheme=scheme)


def card(capsys, folder, *overrides, customer=ID):
    capsys.readouterr()
    stage("explain", folder, f"customer='{customer}'", *overrides)
    return capsys.readouterr().out


def of(printed, scheme):
    """The lines of one scheme on a card."""
    start = printed.index(f"{scheme}\n")
    return printed[start : printed.index("\n\n", start)]


def test_an_override_is_applied_kept_and_said(shop, capsys):
    before = table(shop, SEGMENTS, "tier3").set_index("customer_id")
    stage("rules", shop, asked(shop, row(), row(2, "S03", expires="2023-08-30")))
    said = capsys.readouterr().out
    assert "tier3: 1 customer stands where a person has put them" in said
    assert "tier3: 1 override has expired" in said
    assert "canary" not in said
    after = table(shop, SEGMENTS, "tier3").set_index("customer_id")
    assert after.loc[ID, ["segment", "status"]].tolist() == [0, "override"]
    assert after.drop(ID).equals(before.drop(ID))
    kept = table(shop, OVERRIDES, "tier3").set_index("customer_id")
    assert kept["state"].tolist() == ["active", "expired"]
    assert kept.loc[ID, "scheme_segment"] == before.loc[ID, "segment"] != 0


def test_profiles_count_customers_where_they_stand(shop):
    def sizes():
        stage("profiles", shop, "schemes=[tier3]")
        return table(shop, PROFILE, "tier3")["size"].to_numpy()

    stage("rules", shop)
    before = sizes()
    own = table(shop, SEGMENTS, "tier3").set_index("customer_id").loc[ID, "segment"]
    stage("rules", shop, asked(shop, row()))
    moved = sizes() - before
    assert moved[0] == 1
    assert moved[own] == -1


def test_the_next_fit_without_overrides_forgets_them(shop):
    stage("rules", shop, asked(shop, row()))
    stage("rules", shop)
    assert not (shop / "data/processed/shop/overrides/tier3.parquet").exists()
    assert "override" not in set(table(shop, SEGMENTS, "tier3")["status"])


def test_an_override_of_a_scheme_that_is_nowhere_is_not_silent(shop, capsys):
    stage("rules", shop, asked(shop, row(scheme="tier33")))
    assert "overrides: of tier33 nothing is fitted here" in capsys.readouterr().out


def test_clusters_are_overridden_by_id_and_that_is_warned_of(shop, capsys):
    stage("clustering", shop, asked(shop, row(segment="S02", scheme="kmeans")))
    assert "another fit may number them otherwise" in capsys.readouterr().out
    placed = table(shop, SEGMENTS, "kmeans").set_index("customer_id").loc[ID]
    assert placed[["segment", "status"]].tolist() == [1, "override"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (row(segment="gold"), "line 2 should name a segment of tier3"),
        (["nobody", *row()[1:]], "line 2 should name a customer of the features"),
        ([*row()[:5], "soon"], "line 2 should expire on a day"),
    ],
)
def test_what_cannot_be_followed_stops_the_fit_with_one_sentence(shop, wrong, words):
    before = table(shop, SEGMENTS, "tier3")
    with pytest.raises(InputError, match=words) as found:
        stage("rules", shop, asked(shop, wrong))
    assert "\n" not in str(found.value)
    assert table(shop, SEGMENTS, "tier3").equals(before)


def test_the_run_counts_overrides_and_names_nobody(shop):
    both = asked(shop, row(), row(2, "low", expires="2023-08-30"))
    done = command("rules", *settings(shop), *FEW, both)
    assert done.returncode == 0, done.stderr
    runs = [path for path in (shop / "runs").rglob("*") if path.is_file()]
    (counts,) = [path for path in runs if path.name == "overrides.csv"]
    rows = list(csv.DictReader(counts.read_text(encoding="utf-8-sig").splitlines()))
    assert [each["active"] for each in rows] == ["1", "0", "0"]
    assert [each["expired"] for each in rows] == ["0", "0", "1"]
    report = next(path for path in runs if path.name == "report.html")
    assert "1 customer stands where a person has put them" in report.read_text()
    assert any(b"overrides/active" in path.read_bytes() for path in runs)
    assert not [path for path in runs if b"canary" in path.read_bytes()]


def test_overridden_quadrants_can_still_be_profiled(shop):
    overridden = row(segment="true", scheme="loyalty")
    stage("quadrants", shop, asked(shop, overridden))
    done = command("profiles", *settings(shop), *FEW, "schemes=[loyalty]")
    assert done.returncode == 0, done.stderr
    assert "overrides.csv" in {path.name for path in (shop / "runs").rglob("*.csv")}


def test_the_card_tells_blocks_behaviour_and_every_scheme(shop, capsys):
    printed = card(capsys, shop)
    assert printed.startswith(f"Customer {ID}\n")
    for title in ("Basic", "Network", "Management", "Business", "Personal"):
        assert f"\n{title} information\n" in printed
    assert "  grade  A · dynamic · from sales\n" in printed
    assert "\nBehaviour\n" in printed
    for scheme in ("kmeans", "loyalty", "tier3"):
        told = of(printed, f"Scheme {scheme}")
        assert "Class " in told
        assert "placed by the scheme" in told
        assert f"{DAY}, the only day on record" in told
        assert "Because " in told
    assert "Next class" in of(printed, "Scheme tier3")
    assert max(map(cell_len, printed.splitlines())) <= 88


def test_the_card_is_in_chinese(shop, capsys):
    printed = card(capsys, shop, "language=zh")
    for piece in (
        f"客户 {ID}",
        "基本信息",
        "个人信息",
        "行为",
        "方案 tier3",
        "由方案判定",
    ):
        assert piece in printed
    assert "理由" in of(printed, "方案 loyalty")
    assert max(map(cell_len, printed.splitlines())) <= 88


def test_texts_stand_in_one_column_beside_wide_characters(shop, capsys):
    lines = of(card(capsys, shop, "language=zh"), "方案 loyalty").splitlines()[1:]
    starts = {
        cell_len(line) - cell_len(line.split("  ", 2)[2].lstrip())
        for line in lines
        if line.strip() and not line.startswith("    ")
    }
    assert len(starts) == 1


def test_a_value_is_dated_by_the_first_report_from_which_on_it_stands(shop, capsys):
    days = np.array(["0001-01-01", "2023-02-01", "2023-03-01", "2023-04-01"], "M8[s]")
    records = pd.DataFrame({"customer_id": ID, "since_day": days})
    told = records.assign(grade=["A", "B", "A", "A"], income=SECRET)
    io.write(RECORDS, told, io.Folder(shop / "data", "shop"))
    assert "grade  A · dynamic · since 2023-03-01 · from sales" in card(capsys, shop)
    undated = card(capsys, shop, customer="=canary-002")
    assert "grade  A · dynamic · from sales" in undated


def test_sensitive_fields_are_for_nobody_and_said_to_be_hidden(shop, capsys):
    printed = card(capsys, shop)
    assert SECRET not in printed
    assert "income" not in printed
    assert "not shown  1 field that only their readers may see" in printed
    assert "1 个字段仅限有权读者" in card(capsys, shop, "language=zh")


def test_a_role_that_may_read_a_field_sees_it(shop, capsys):
    tables = io.Folder(shop / "data", "shop")
    fields = FIELDS | {"income": FIELDS["income"] | {"readers": ["credit"]}}
    declared = io.read_arrow(CUSTOMERS, tables)
    io.write(CUSTOMERS, declared, tables, metadata={"fields": json.dumps(fields)})
    assert SECRET not in card(capsys, shop)
    assert SECRET not in card(capsys, shop, "export.role=sales")
    assert SECRET in card(capsys, shop, "export.role=credit")


def test_reasons_that_rest_on_a_hidden_field_are_not_shown(shop, capsys):
    tables = io.Folder(shop / "data", "shop")
    fields = FIELDS | {"monetary_total": FIELDS["grade"] | {"readers": ["credit"]}}
    declared = io.read_arrow(CUSTOMERS, tables)
    shut = declared.append_column("monetary_total", [["9"] * len(declared)])
    io.write(CUSTOMERS, shut, tables, metadata={"fields": json.dumps(fields)})
    told = of(card(capsys, shop), "Scheme tier3")
    assert "not shown: it rests on a field" in told
    assert "spend" not in told
    assert "spend" in of(card(capsys, shop, "export.role=credit"), "Scheme tier3")


def test_the_card_says_who_has_overridden_why_and_until_when(shop, capsys):
    stage("rules", shop, asked(shop, row(), row(3, "low", expires="2023-08-30")))
    told = of(card(capsys, shop), "Scheme tier3")
    for piece in (
        "High value (S01)",
        "put there by a person",
        "opens a second shop",
        "Li Wei",
        "2023-12-31",
        "Scheme says",
        "Scheme's reason",
    ):
        assert piece in told
    expired = of(card(capsys, shop, customer="=canary-003"), "Scheme tier3")
    assert "Override expired" in expired
    assert "on 2023-08-30: Low value (S03)" in expired
    assert "put there by a person" not in expired


def test_the_card_tells_the_official_class_and_its_history(shop, capsys):
    days = pd.to_datetime(["2023-06-30", "2023-07-31", DAY, "2023-09-30"])
    official = pd.DataFrame(
        {
            "customer_id": ID,
            "as_of": days,
            "segment": [0, 1, 1, 2],
            "raw": [0, 1, 0, 2],
            "official": [0, 1, 1, 2],
            "reason": ["first", "fell below", "within the buffer", "later"],
            "value": [9.0, 5.0, 7.0, 1.0],
        }
    )
    io.write(OFFICIAL, official, io.Folder(shop / "data", "shop"), scheme="tier3")
    told = " ".join(of(card(capsys, shop), "Scheme tier3").split())
    assert "Official class Mid value (S02) Since 2023-07-31" in told
    assert f"As decided on {DAY}: within the buffer" in told
    assert (
        "High value (S01) 2023-06-30 – 2023-06-30; Mid value (S02) 2023-07-31" in told
    )
    assert "later" not in told


def test_schemes_of_earlier_features_are_named_and_not_told(shop, capsys):
    stage("features", shop, "as_of='2023-10-31'")
    stage("rules", shop)
    printed = card(capsys, shop)
    assert "Scheme tier3" in printed
    assert "Scheme loyalty" not in printed
    assert "Fitted on earlier features  kmeans, loyalty" in printed


def test_the_card_of_nobody_is_one_sentence_without_ids(shop):
    done = command("explain", *settings(shop), "customer=nobody")
    assert done.returncode == InputError.exit_code
    assert "one of the 240 customers of shop; there is no 'nobody'" in done.stderr
    assert "canary" not in done.stdout + done.stderr.replace(str(shop), "")


def test_a_customer_must_be_asked_for(shop):
    with pytest.raises(ConfigError, match="as in customer=1001"):
        stage("explain", shop)


def test_the_card_is_never_tracked(shop):
    done = command("explain", *settings(shop), f"customer='{ID}'")
    assert done.returncode == 0, done.stderr
    assert f"Customer {ID}" in done.stdout
    assert not (shop / "runs").exists()
