"""Serve the tracked runs on loopback: `python -m pipelines.ui tracking.port=5000`."""

from patronage import config, tracking
from patronage.config import Config
from pipelines import workspace


@config.main
def main(cfg: Config) -> None:
    """Serve the MLflow UI on 127.0.0.1 until interrupted."""
    tracking.serve(workspace.store(cfg), port=cfg.tracking.port)


if __name__ == "__main__":
    main()
