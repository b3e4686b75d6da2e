import resource
import subprocess
import sys

from patronage.config import root
from patronage.config.help import help_text


def test_help_names_the_task_every_group_and_every_key():
    def task(cfg):
        """Do the work."""

    told = help_text(task, "pipelines.work")
    assert told.startswith("Do the work.\n")
    assert "usage: python -m pipelines.work" in told
    for group in (path.name for path in (root() / "conf").iterdir() if path.is_dir()):
        assert f"\n  {group} " in told
    for line in ("seed                  0", "as_of                 null"):
        assert line in told
    assert "tracking.enabled      true" in told
    assert "???" not in told


def test_help_waits_for_nothing_that_is_heavy(tmp_path):
    (tmp_path / "work.py").write_text(
        "from patronage import config\n"
        "@config.main\n"
        "def main(cfg):\n    'Do the work.'\n"
        "main()"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, str(tmp_path / "work.py"), "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.startswith("Do the work.\n")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 0.5
