"""The main job, every stage in one process: `python -m pipelines.run source=...`."""

from patronage import config
from patronage.config import Config
from pipelines import (
    clustering,
    features,
    ingest,
    profiles,
    quadrants,
    rules,
    workspace,
)


@config.main
def main(cfg: Config) -> None:
    """Turn transactions into tracked and comparable segments."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        ingest.run(cfg)
        features.run(cfg)
        quadrants.run(cfg)
        clustering.run(cfg)
        rules.run(cfg)
        profiles.run(cfg)


if __name__ == "__main__":
    main()
