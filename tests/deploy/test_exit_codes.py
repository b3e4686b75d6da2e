"""What schedules make of exit codes: their own lines, with a Python that only ends."""

import os
import re
import runpy
import subprocess
import sys
from types import ModuleType, SimpleNamespace

import pytest
import yaml
from commands import ROOT

from patronage import errors

DEPLOY = ROOT / "deploy"
PYTHON = '#!/bin/sh\necho "$@" >> told\nread code 2>/dev/null < "$2" && exit $code\n:\n'
KEPT = "paths.data=/var/lib/patronage/data paths.runs=/var/lib/patronage/runs"


@pytest.fixture
def project(tmp_path):
    """A folder whose Python writes down what it is asked, and ends as it is told."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o700)
    return tmp_path


def ended(project, shell, line, **codes):
    """The exit code of a line, where each stage ends with its code."""
    for stage, code in codes.items():
        (project / f"pipelines.{stage}").write_text(f"{code}\n")
    own = {"SOURCE": "shop", "STATE": "/state", "GITHUB_OUTPUT": "output"}
    (project / "output").touch()
    return subprocess.run(
        [*shell, line], cwd=project, env=os.environ | own, check=False
    ).returncode


def told(project):
    return (project / "told").read_text().splitlines()


def step(name):
    page = yaml.safe_load((DEPLOY / "github-actions/retrain.yml").read_text())
    steps = page["jobs"]["retrain"]["steps"]
    return next(each for each in steps if each.get("name") == name)


class Task(SimpleNamespace):
    def __rshift__(self, other):
        self.after = other
        return other


@pytest.fixture
def dag(monkeypatch):
    """The tasks of the DAG by name, without Airflow."""
    tasks = {}

    def bash_operator(**asked):
        return tasks.setdefault(asked["task_id"], Task(**asked))

    class Dag:
        def __init__(self, *args, **asked):
            assert asked["max_active_runs"] == 1

        __enter__ = __exit__ = lambda *args: None

    names = "airflow.providers.standard.operators.bash", "airflow.sdk"
    for name, given in zip(
        names, ({"BashOperator": bash_operator}, {"DAG": Dag}), strict=True
    ):
        module = ModuleType(name)
        vars(module).update(given)
        monkeypatch.setitem(sys.modules, name, module)
    runpy.run_path(str(DEPLOY / "airflow/patronage_dag.py"))
    return tasks


def task_ended(project, task, **codes):
    line = task.bash_command.replace("/opt/patronage", str(project))
    return ended(project, ("bash", "-c"), line, **codes)


@pytest.mark.parametrize(
    ("code", "due", "end"),
    [(0, False, 0), (6, False, 0), (8, True, 0), (10, True, 0), (4, False, 4)],
)
def test_the_workflow_retrains_if_that_is_due_or_nothing_is_published(
    project, code, due, end
):
    line = step("Is a retrain due?")["run"]
    assert ended(project, ("bash", "-e", "-c"), line, monitor=code) == end
    assert ("due=true" in (project / "output").read_text()) == due
    assert step("Retrain")["if"] == "steps.monitor.outputs.due == 'true'"


@pytest.mark.parametrize(("code", "end"), [(0, 0), (6, 0), (4, 4), (9, 9)])
def test_the_workflow_takes_a_second_retrain_for_no_failure(project, code, end):
    line = step("Retrain")["run"]
    assert ended(project, ("bash", "-e", "-c"), line, retrain=code) == end


@pytest.mark.parametrize(
    ("code", "what"),
    [(0, "skipped"), (6, "skipped"), (8, 0), (10, 0), (4, 4), (5, 5)],
)
def test_the_dag_skips_the_retrain_unless_it_is_due(project, dag, code, what):
    task = dag["monitor"]
    end = task.skip_on_exit_code if what == "skipped" else what
    assert task_ended(project, task, monitor=code) == end


def test_the_dag_scores_also_where_nothing_was_retrained(dag):
    assert dag["monitor"].after is dag["retrain"]
    assert dag["retrain"].after is dag["score"]
    assert dag["retrain"].skip_on_exit_code == errors.LockHeldError.exit_code
    assert dag["score"].trigger_rule == "none_failed"


@pytest.mark.parametrize("name", ["retrain", "score"])
def test_a_task_of_the_dag_ends_as_its_command_does(project, dag, name):
    assert task_ended(project, dag[name], **{name: 5}) == 5
    assert f"source=complete_journey {KEPT}" in told(project)[0]


def cron_line(project, stage):
    """The command of a line, and the variables that are set above it."""
    page = (DEPLOY / "cron/patronage.crontab").read_text()
    above = dict(re.findall(r"^([A-Z]+)=(.*)$", page, re.MULTILINE))
    line = next(each for each in page.splitlines() if f"pipelines.{stage} " in each)
    sets = "; ".join(f"{name}='{value}'" for name, value in above.items())
    text = f"{sets}; {line.split(maxsplit=5)[5]}"
    return text.replace("/opt/patronage", str(project))


def test_cron_takes_in_what_is_new_before_it_scores(project):
    assert ended(project, ("sh", "-c"), cron_line(project, "score")) == 0
    where = f"source=complete_journey {KEPT}"
    assert told(project) == [
        f"-m pipelines.ingest {where} wait=true",
        f"-m pipelines.score {where}",
    ]


def test_cron_scores_nobody_by_data_that_are_refused(project):
    line = cron_line(project, "score")
    assert ended(project, ("sh", "-c"), line, ingest=4) == 4
    assert len(told(project)) == 1


def test_the_guide_names_every_exit_code_there_is():
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    there = {each.exit_code for each in kinds if hasattr(each, "exit_code")}
    page = (ROOT / "docs/operating.md").read_text()
    rows = re.findall(r"^\| ([\d, ]+) \|", page, re.MULTILINE)
    assert {int(code) for row in rows for code in row.split(",")} == {
        *(0, 130, 143),
        *there,
    }
