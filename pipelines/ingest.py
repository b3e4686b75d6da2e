"""Turn a raw source into a ledger: `python -m pipelines.ingest source=...`."""

from patronage import config
from patronage.config import Config
from patronage.study.ingesting import ingest_source
from pipelines import intake, terminal, workspace


def run(cfg: Config) -> None:
    """Write the ledger and the tables beside it, all of them or none."""
    accounting = ingest_source(
        config.instantiate(cfg.source),
        workspace.folder(cfg),
        n_jobs=cfg.n_jobs,
        working=terminal.working,
    )
    intake.tell(cfg, accounting)


@config.main
def main(cfg: Config) -> None:
    """Turn a raw source into a ledger."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
