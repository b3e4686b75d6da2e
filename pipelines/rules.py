"""Place every customer by a rule: `python -m pipelines.rules rules=...`."""

from patronage import config
from patronage.config import Config
from pipelines import profiles, schemes, workspace


def run(cfg: Config) -> str:
    """Fit the rule, and write its segments and its model."""
    return schemes.fit(cfg, "rules")


@config.main
def main(cfg: Config) -> None:
    """Place every customer by a rule, and track the result."""
    with workspace.claim(cfg):
        profiles.tell(cfg, [run(cfg)])


if __name__ == "__main__":
    main()
