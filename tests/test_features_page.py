"""What docs/features.md shows works as it is shown."""

import re
import shlex

import pandas as pd
import pytest
import yaml
from commands import ROOT, command, places

PAGE = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, flags=re.DOTALL)
SHOWN = [line for block in BLOCKS for line in block.splitlines()]


def words(line: str) -> list[str]:
    """The stage of a shown command, and its overrides."""
    python, _, module, *overrides = shlex.split(line.partition(" | ")[0])
    assert python == "python"
    return [module.removeprefix("pipelines."), *overrides]


def run(folder, line):
    """Run a shown command on the tables of a folder; fails loudly."""
    stage, *overrides = words(line)
    done = command(stage, *places(folder), *overrides)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A folder into which CDNOW was taken, and described as the page begins."""
    folder = tmp_path_factory.mktemp("shop")
    done = command("ingest", *places(folder), "source=cdnow", "tracking.enabled=false")
    assert done.returncode == 0, done.stderr
    run(folder, SHOWN[0])
    return folder


def table(folder, name="features") -> pd.DataFrame:
    return pd.read_parquet(folder / f"data/processed/cdnow/{name}.parquet")


def shown(text: str) -> str:
    """The one shown command that holds a text."""
    (line,) = (line for line in SHOWN if text in line)
    return line


def test_the_files_are_those_that_the_page_names(shop):
    named = set(re.findall(r"^\| `(\w+\.\w+)` \|", PAGE, flags=re.MULTILINE))
    files = {path.name for path in (shop / "data/processed/cdnow").iterdir()}
    assert named
    assert named <= files
    assert len(table(shop)) == 2357


def test_the_dictionary_has_the_columns_that_the_page_explains(shop):
    run(shop, shown("| grep needs"))
    told = {*table(shop, "dictionary")}
    section = PAGE.partition("## The dictionary")[2]
    heads = re.findall(r"^\| (`.*?`) \|", section, flags=re.MULTILINE)
    assert {name for head in heads for name in re.findall(r"`(\w+)`", head)} == told


def test_statuses_of_the_dictionary_are_of_the_kinds_that_the_page_names(shop):
    statuses = table(shop, "dictionary")["status"]
    kinds = statuses.str.extract("^(present$|empty$|needs |left out: )")[0]
    assert kinds.notna().all()
    assert {"present", "needs "} <= {*kinds}


def test_families_are_those_that_have_a_yaml():
    section = PAGE.partition("## Families")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
    files = {path.stem for path in (ROOT / "conf/features").glob("*.yaml")}
    assert set(named) == files
    defaults = yaml.safe_load((ROOT / "conf/config.yaml").read_text())["defaults"]
    (made,) = (each["features"] for each in defaults if "features" in each)
    assert set(named) - set(made) == {"contract", "new_products", "retailer"}


def test_only_the_families_asked_for_are_made(shop):
    run(shop, shown("features=[behavioural"))
    assert {"frequency", "monetary_total"} <= {*table(shop)}
    assert "continuity" not in table(shop)


@pytest.mark.parametrize(("days", "n"), [("as_of=[", 2), ("as_of=monthly:", 10)])
def test_a_list_or_a_range_of_days_makes_a_panel(shop, days, n):
    run(shop, shown(days))
    panel, after = table(shop, "panel"), table(shop, "panel_outcomes")
    assert panel["as_of"].nunique() == n
    assert not panel.duplicated(["customer_id", "as_of"]).any()
    assert set(after["as_of"]) <= set(panel["as_of"])
    assert set(table(shop)["as_of"]) == {panel["as_of"].max()}


def test_another_lifetime_model_can_be_asked_for(shop):
    run(shop, shown("features.lifetime.model"))
    made = table(shop)
    assert made.loc[made["status"] == "ok", "p_alive"].between(0, 1).all()
    assert made["p_alive"].nunique() > 100


def test_the_engine_can_be_told_how_to_work(shop):
    run(shop, shown("engine=local"))
    assert len(table(shop)) == 2357
