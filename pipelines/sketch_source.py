"""Propose a source for a file: `python -m pipelines.sketch_source path=FILE`."""

from pathlib import Path

from patronage import config, ingest, io
from patronage.config import Config
from patronage.errors import ConfigError


@config.main
def main(cfg: Config) -> None:
    """Look at a file and print a proposed source yaml, with its doubts.

    A person corrects it and keeps it as conf/source/NAME.yaml; what is ??? must be
    given. Give the file as path=FILE.
    """
    if not cfg.path:
        raise ConfigError("path should name the file to look at; it is not given.")
    found = io.sample(config.root() / cfg.path)
    name = Path(cfg.path).name.partition(".")[0]
    print(ingest.sketch(found, name=name, path=cfg.path), end="")


if __name__ == "__main__":
    main()
