"""By which tags the runs of a sweep are found."""

from patronage import config
from patronage.config import Config, Trial
from pipelines import workspace


def tags(cfg: Config) -> dict[str, str]:
    """Tags of the trial that is under way, none outside a sweep."""
    trial = config.current_trial()
    return {} if trial is None else trial_tags(cfg, trial)


def trial_tags(cfg: Config, trial: Trial) -> dict[str, str]:
    """The sweep, which is named like its job; the trial, and what it sets."""
    return {
        "sweep": workspace.job(cfg),
        "trial": str(trial.number),
        "overrides": str(trial),
    }
