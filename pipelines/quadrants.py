"""Put every customer into a quadrant: `python -m pipelines.quadrants`."""

from patronage import config
from patronage.config import Config
from pipelines import profiles, schemes, workspace


def run(cfg: Config) -> str:
    """Fit the axes and cuts, and write segments, axes and model."""
    return schemes.fit(cfg, "quadrants")


@config.main
def main(cfg: Config) -> None:
    """Put every customer into a quadrant, and track the result."""
    with workspace.claim(cfg):
        profiles.tell(cfg, [run(cfg)])


if __name__ == "__main__":
    main()
