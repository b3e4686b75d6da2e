"""Describe every customer in columns: `python -m pipelines.features as_of=...`."""

from patronage import config
from patronage.config import Config
from pipelines import feature_tables, workspace
from pipelines.describing import Describing


def run(cfg: Config) -> None:
    """Write features, outcomes and dictionary, and the feature model beside them.

    Several days make a panel of all of them, besides the features of the last.
    """
    folder, described = workspace.folder(cfg), Describing(cfg, cfg.as_of)
    described.write_raw(folder)
    feature_tables.tell_unused(described.files, described.days[-1])
    feature_tables.write(
        folder, described.families, described.days, described.files.facts
    )


@config.main
def main(cfg: Config) -> None:
    """Describe every customer in columns."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
