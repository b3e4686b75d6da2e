"""The schedules: each is understood by a parser, and starts commands that there are."""

import configparser
import re
import shlex
from pathlib import Path

import pytest
import yaml
from commands import ROOT

from patronage import config
from patronage.errors import PatronageError

DEPLOY = ROOT / "deploy"
COMMAND = re.compile(r"pipelines\.(\w+)((?:[ \n,\[\]-]+\"?[a-z_.]+=[^\s\",\]]+\"?)*)")
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
NEVER_MENDED = {2, 3, 4, 8}


def texts():
    """Every file that was written, not what Python made of one."""
    found = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
    return [path for path in found if path.parent.name != "__pycache__"]


def unit(name):
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str
    found.read(DEPLOY / "systemd" / name)
    return found


def started(name):
    """What a unit starts, one command after another."""
    lines = (DEPLOY / "systemd" / name).read_text().splitlines()
    return [line.split("=", 1)[1] for line in lines if line.startswith("ExecStart=")]


def crontab():
    lines = (DEPLOY / "cron/patronage.crontab").read_text().splitlines()
    return [line for line in lines if re.match(r"[\d*]", line)]


def cronjob(name):
    return yaml.safe_load((DEPLOY / "kubernetes" / name).read_text())


def is_time(expression):
    """Whether five fields are numbers, stars or steps within their bounds."""
    fields = expression.split()
    return len(fields) == 5 and all(
        each == "*" or all(low <= int(n) <= high for n in re.split("[,/-]", each))
        for each, (low, high) in zip(fields, FIELDS, strict=True)
    )


def commands():
    """Every command that a schedule starts, with its own overrides."""
    for path in texts():
        for stage, told in COMMAND.findall(path.read_text()):
            words = re.findall(r"[a-z_.]+=[^\s\",\]]+", told)
            yield path.name, stage, tuple(w for w in words if "$" not in w)


def test_every_command_is_there():
    for name, stage, _ in commands():
        assert (ROOT / "pipelines" / f"{stage}.py").exists(), name


@pytest.mark.parametrize("overrides", sorted({told for *_, told in commands()}))
def test_all_overrides_compose(overrides):
    try:
        config.configured(overrides)
    except PatronageError as error:
        pytest.fail(f"{overrides}: {error}")


def test_all_kinds_of_schedules_start_commands():
    started = {name for name, *_ in commands()}
    assert len(started) >= 7
    assert {stage for _, stage, _ in commands()} >= {
        "retrain",
        "monitor",
        "score",
        "gc",
    }


@pytest.mark.parametrize("what", ["retrain", "score"])
def test_a_unit_runs_once_in_a_sandbox_and_a_missed_start_is_made_up_for(what):
    service, timer = unit(f"patronage-{what}.service"), unit(f"patronage-{what}.timer")
    told = service["Service"]
    assert told["Type"] == "oneshot"
    assert told["ProtectSystem"] == "strict"
    assert told["NoNewPrivileges"] == "yes"
    assert told["UMask"] == "0077"
    assert told["ReadWritePaths"] == f"/var/lib/{told['StateDirectory']}"
    # No shell stands between, so nothing but words may.
    assert not re.search(
        r"[$&;|<>'\"%]", " ".join(started(f"patronage-{what}.service"))
    )
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.parametrize(
    ("what", "stages"), [("retrain", ["retrain", "gc"]), ("score", ["ingest", "score"])]
)
def test_a_unit_starts_its_stages_in_order(what, stages):
    lines = started(f"patronage-{what}.service")
    assert [COMMAND.search(line)[1] for line in lines] == stages


def test_a_second_start_is_no_failure_of_the_unit():
    assert unit("patronage-retrain.service")["Service"]["SuccessExitStatus"] == "6"


def test_every_line_of_the_crontab_has_a_time_and_a_command():
    lines = crontab()
    assert len(lines) == 4
    for line in lines:
        *time, command = line.split(maxsplit=5)
        assert is_time(" ".join(time)), line
        assert shlex.split(command)[:2] == ["cd", "/opt/patronage"]


@pytest.mark.parametrize(
    ("what", "stages"), [("retrain", ["gc", "retrain"]), ("score", ["ingest", "score"])]
)
def test_a_pod_starts_its_stages_in_order(what, stages):
    pod = cronjob(f"{what}.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    containers = [*pod["initContainers"], *pod["containers"]]
    assert [each["args"][0] for each in containers] == [
        f"pipelines.{stage}" for stage in stages
    ]


@pytest.mark.parametrize("name", ["retrain.yaml", "score.yaml"])
def test_a_cron_job_runs_alone_and_knows_the_exit_codes(name):
    job = cronjob(name)
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert is_time(job["spec"]["schedule"])
    assert job["spec"]["concurrencyPolicy"] == "Forbid"
    of_job = job["spec"]["jobTemplate"]["spec"]
    mended, busy, moved = of_job["podFailurePolicy"]["rules"]
    assert mended["action"] == "FailJob"
    assert set(mended["onExitCodes"]["values"]) == NEVER_MENDED
    assert (busy["action"], busy["onExitCodes"]["values"]) == ("Ignore", [6])
    assert moved["action"] == "Ignore"
    assert of_job["activeDeadlineSeconds"] > 0  # what is ignored ends somewhere
    pod = of_job["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    assert pod["securityContext"]["runAsNonRoot"]
    for container in [*pod["initContainers"], *pod["containers"]]:
        assert container["securityContext"]["readOnlyRootFilesystem"]
        mounted = {each["name"] for each in container["volumeMounts"]}
        assert mounted == {each["name"] for each in pod["volumes"]}


def test_the_kustomization_lists_what_is_there():
    told = cronjob("kustomization.yaml")["resources"]
    there = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert {*told, "kustomization.yaml"} == there


def test_the_image_is_built_from_the_lock_and_runs_as_nobody_in_particular():
    lines = (DEPLOY / "docker/Dockerfile").read_text().splitlines()
    steps = [line.split(maxsplit=1) for line in lines if re.match("[A-Z]+ ", line)]
    assert steps[0][0] == "FROM"
    ((_, user),) = [each for each in steps if each[0] == "USER"]
    pod = cronjob("retrain.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert int(user) == pod["securityContext"]["runAsUser"] > 0
    assert any(f"--uid {user} " in rest for _, rest in steps)
    assert any("--require-hashes -r requirements.lock" in rest for _, rest in steps)
    copied = [rest.split()[:-1] for step, rest in steps if step == "COPY"]
    kept = (DEPLOY / "docker/Dockerfile.dockerignore").read_text().splitlines()
    for source in (each for sources in copied for each in sources):
        assert (ROOT / source).exists()
        assert f"!{source}" in kept


def test_the_workflow_may_only_read_and_runs_alone():
    told = yaml.safe_load((DEPLOY / "github-actions/retrain.yml").read_text())
    started = told[True]  # YAML 1.1 reads `on` so
    assert is_time(started["schedule"][0]["cron"])
    assert told["permissions"] == {"contents": "read"}
    assert told["concurrency"]["cancel-in-progress"] is False
    steps = told["jobs"]["retrain"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)


def test_the_workflow_puts_no_input_into_a_shell():
    told = yaml.safe_load((DEPLOY / "github-actions/retrain.yml").read_text())
    runs = [each.get("run", "") for each in told["jobs"]["retrain"]["steps"]]
    assert not any("${{" in run for run in runs)


def test_every_exit_code_is_told_of():
    page = (DEPLOY / "README.md").read_text()
    told = {int(code) for code in re.findall(r"\b\d+\b", _first_column(page))}
    assert {0, 2, 3, 4, 5, 6, 7, 8, 9, 10} <= told


def _first_column(page):
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    return " ".join(row.split("|")[1] for row in rows)


def test_every_folder_is_linked():
    page = (DEPLOY / "README.md").read_text()
    for folder in (path for path in DEPLOY.iterdir() if path.is_dir()):
        assert f"({folder.name}/)" in page
        assert Path(folder).is_dir()
