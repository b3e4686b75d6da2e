"""Put every customer into a cluster: `python -m pipelines.clustering`."""

from patronage import config
from patronage.config import Config
from pipelines import profiles, schemes, workspace


def run(cfg: Config) -> str:
    """Fit the clusterer, and write its segments and its model."""
    return schemes.fit(cfg, "clustering")


@config.main
def main(cfg: Config) -> None:
    """Put every customer into a cluster, and track the result."""
    with workspace.claim(cfg):
        profiles.tell(cfg, [run(cfg)])


if __name__ == "__main__":
    main()
