"""Describe every customer in columns: `python -m pipelines.features as_of=...`."""

from patronage import config
from patronage.config import Config
from patronage.study import feature_tables
from pipelines import terminal, workspace
from pipelines.describing import described


def run(cfg: Config) -> None:
    """Write features, outcomes and dictionary, and the feature model beside them.

    Several days make a panel of all of them, besides the features of the last.
    """
    folder, told = workspace.folder(cfg), described(cfg, cfg.as_of)
    told.write_raw(folder)
    feature_tables.tell_unused(told.files, told.days[-1], terminal.say)
    feature_tables.write(
        folder, told.families, told.days, told.files.facts, say=terminal.say
    )


@config.main
def main(cfg: Config) -> None:
    """Describe every customer in columns."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
