"""Train anew, and promote or keep: `python -m pipelines.retrain source=...`.

Several days, as in as_of=monthly:2017-04..2017-11, are retrained one after another.
"""

from patronage import config
from patronage.config import Config
from pipelines import workspace


@config.main_under(workspace.claim)
def main(cfg: Config) -> None:
    """Train a challenger, and promote it if it keeps up with the champion.

    One process at a time: the lock is taken before anything heavy is imported.
    """
    from pipelines import retrain_days

    workspace.check_store(cfg)
    retrain_days.run(cfg)


if __name__ == "__main__":
    main()
