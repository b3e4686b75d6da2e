"""Turn a raw source into a ledger: `python -m pipelines.ingest source=...`."""

from patronage import config, io
from patronage import ingest as room
from patronage.config import Config
from patronage.tables import DATA_QUALITY
from pipelines import intake, terminal, workspace


def run(cfg: Config) -> None:
    """Write the ledger and the tables beside it, all of them or none."""
    source = config.instantiate(cfg.source)
    folder = workspace.folder(cfg)
    with (
        io.publish_folder(folder, "interim") as new,
        io.connect(threads=cfg.n_jobs, temp=new.data / "spill") as connection,
    ):
        with terminal.working(f"ingesting {source.name}"):
            inputs = intake.register(connection, source, folder, new.data / "scratch")
            plans = room.stage(connection, source)
            io.check_unchanged(inputs)
            io.keep_rows(connection, inputs, room.cast_table(plans[0]))
            notes = intake.notes(inputs, folder)
            accounting = room.account(connection, source, plans, notes)
        for output in room.tables(connection, source, plans, accounting):
            io.write(output.schema, output.table, new, metadata=output.metadata)
        io.write(DATA_QUALITY, room.measure(connection, source, plans), new)
        intake.write(accounting, new)
        io.check_unchanged(inputs)
    intake.tell(cfg, accounting)


@config.main
def main(cfg: Config) -> None:
    """Turn a raw source into a ledger."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
