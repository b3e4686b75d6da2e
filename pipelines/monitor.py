"""Whether a retrain is due, and why: `python -m pipelines.monitor source=...`."""

from __future__ import annotations

from patronage import config
from patronage.config import Config
from patronage.errors import RetrainDueError
from pipelines import ingest, terminal, workspace
from pipelines.watching import Watching


def run(cfg: Config) -> None:
    """Ingest what is new, hold the champion against it, and say whether it still fits.

    Raises
    ------
    RetrainDueError
        If a retrain is due; says why.
    """
    ingest.run(cfg)
    watching = Watching.of(cfg)
    watching.tell()
    terminal.say_json(watching.said)
    if watching.incumbent.watched.due:
        raise RetrainDueError(watching.verdict)


@config.main
def main(cfg: Config) -> None:
    """Say whether the champion should be trained anew; exit code 10 if so."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
