"""What the README shows works as it is shown."""

import re

import pandas as pd
import pytest
from commands import ROOT, command, places
from projects import Project, copied

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


def shown_files() -> dict[str, str]:
    """The files of a family as the README shows them, each by its path."""
    blocks = re.findall(
        r"```(?:python|yaml)\n# (\S*bulk\S*)\n(.*?)```", README, re.DOTALL
    )
    return dict(blocks)


@pytest.fixture(scope="module")
def bulk(tmp_path_factory) -> Project:
    """A project to which the shown family, its yaml and its test were added."""
    project = copied(tmp_path_factory.mktemp("project"))
    for path, text in shown_files().items():
        project.add(path, text)
    return project


def test_a_family_is_one_file_one_yaml_and_one_test():
    assert sorted(shown_files()) == [
        "conf/features/bulk.yaml",
        "src/patronage/features/bulk.py",
        "tests/features/test_bulk.py",
    ]


def test_the_test_of_the_family_passes(bulk):
    done = bulk.python("-m", "pytest", "-q", "tests/features/test_bulk.py")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_the_family_is_in_the_style_of_the_project(bulk):
    files = [path for path in shown_files() if path.endswith(".py")]
    for check in (["check"], ["format", "--check"]):
        done = bulk.python("-m", "ruff", *check, "--no-cache", *files)
        assert done.returncode == 0, done.stdout


def test_the_commands_compute_the_family_and_tell_what_it_means(bulk):
    assert bulk.command("ingest").returncode == 0
    shown = block("console", "pipelines.dictionary").replace("'", "").splitlines()
    for line in shown:
        stage, *overrides = line.removeprefix("python -m pipelines.").split()
        done = bulk.command(stage, *overrides)
        assert done.returncode == 0, done.stderr
    (path,) = bulk.root.glob("data/processed/cdnow/features.parquet")
    features = pd.read_parquet(path)
    shares = features.loc[features["bought_lines"] > 0, "bulk_share"]
    assert shares.between(0, 1, inclusive="neither").all()
    assert (features["bulk_lines"] <= features["bought_lines"]).all()
    (line,) = (text for text in done.stdout.splitlines() if "bulk_share" in text)
    assert "learned from bought_lines, bulk_lines" in line
    assert "present" in line


@pytest.mark.parametrize("line", re.findall(r"\]\(([\w./*-]+)\)", README))
def test_every_file_that_is_linked_is_there(line):
    assert (ROOT / line).exists()


def test_both_commands_are_the_first_that_a_reader_sees():
    first = README.index("```console")
    assert README.index("make run", first) < README.index("make test", first)
