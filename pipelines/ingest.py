"""Turn a raw source into a ledger: `python -m pipelines.ingest source=...`."""

from dataclasses import asdict

from patronage import config, io
from patronage import ingest as room
from patronage.config import Config
from pipelines import terminal, workspace


def run(cfg: Config) -> None:
    """Write the ledger and the tables beside it, all of them or none."""
    source = config.instantiate(cfg.source)
    folder = workspace.folder(cfg)
    with (
        io.publish_folder(folder, "interim") as new,
        io.connect(threads=cfg.n_jobs, temp=new.data / "spill") as connection,
    ):
        io.register(connection, source.files, config.root())
        with terminal.working(f"ingesting {source.name}"):
            plans = room.stage(connection, source)
            accounting = room.account(connection, source, plans)
        for output in room.tables(connection, source, plans, accounting):
            io.write(output.schema, output.table, new, metadata=output.metadata)
        io.write_json(new.file("interim", "accounting.json"), asdict(accounting))
    for sentence in accounting.sentences():
        terminal.say(sentence)


@config.main
def main(cfg: Config) -> None:
    """Turn a raw source into a ledger."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
