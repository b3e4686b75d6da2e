"""What docs/rules.md names is there, and every scheme is told of."""

import re

import pytest
from commands import ROOT

PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def options(group: str) -> set[str]:
    return {path.stem for path in (ROOT / "conf" / group).glob("*.yaml")}


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("title", "group"), [("Schemes", "rules"), ("Over time", "policy")]
)
def test_every_option_is_explained(title, group):
    rows = re.findall(r"^\| (`.*?) \|", section(title), flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == options(group)


def test_every_experiment_that_it_names_is_there():
    named = set(re.findall(r"experiment=(\w+)", PAGE))
    assert named
    assert named <= options("experiment")


def test_every_command_that_it_names_is_there():
    named = set(re.findall(r"pipelines\.(\w+)", PAGE))
    assert len(named) > 8
    assert named <= {path.stem for path in (ROOT / "pipelines").glob("*.py")}


def test_every_way_to_weigh_is_told():
    from patronage import weights

    ways = {
        name
        for name in weights.__all__
        if isinstance(getattr(weights, name), type)
        and issubclass(getattr(weights, name), weights.Weighting)
        and name != "Weighting"
    }
    assert ways <= set(re.findall(r"`(\w+)`", section("Value")))
