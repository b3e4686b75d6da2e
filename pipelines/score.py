"""Score customers by the champion: `python -m pipelines.score source=...`."""

from __future__ import annotations

from patronage import config, io
from patronage.config import Config
from patronage.study.champion import Champion
from pipelines import scoring_sinks, workspace
from pipelines.scoring import Scoring


def run(cfg: Config) -> None:
    """Score whom it is asked for, tell what has changed, and end with a line of JSON.

    Two processes that score by the same scheme take turns.
    """
    scoring_sinks.check(cfg)
    versions, folder = workspace.published(cfg), workspace.folder(cfg)
    with Scoring.turn(folder, versions.folder.name) as staging:
        opened = versions.opened(cfg.version, fallback=cfg.score.fallback)
        scoring = Scoring(cfg, Champion(opened), staging)
        scoring.tell_version()
        with versions.pinned(opened.name), io.reading(folder):
            scoring.score()
        scoring.compare()
        scoring_sinks.send(cfg, staging)
        scoring.publish()
        scoring.tell()


@config.main
def main(cfg: Config) -> None:
    """Score customers by the champion; no tracking store is asked for."""
    run(cfg)


if __name__ == "__main__":
    main()
