"""Look for the clustering that one metric likes best: `python -m pipelines.search`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from patronage import config, tracking
from patronage.config import Attempts, Search
from patronage.errors import ConfigError
from patronage.loggable import Metric
from pipelines import clustering, profiles, terminal, trials, workspace
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patronage.config import Config, Finding, Trial
    from patronage.loggable import Loggable


@dataclass(frozen=True)
class Trying:
    """Trials that are fitted and tracked like any clustering."""

    search: Search
    attempts: Attempts = field(default_factory=Attempts)
    measured: set[str] = field(default_factory=set)

    def __call__(self, trial: Trial) -> float | None:
        """Return the objective of a trial, None where it failed or has none."""
        terminal.say(f"trial {trial.number}: {trial}")
        cfg = config.compose(trial.overrides)
        metrics = self.attempts.make(trial, partial(_fit, cfg, trial))
        return None if metrics is None else self._value(metrics)

    def _value(self, metrics: dict[str, float]) -> float | None:
        name = self.search.objective
        value = metrics.get(name)
        told = "none, the trial does not count" if value is None else f"{value:.4f}"
        terminal.say(f"{name}: {told}")
        self.measured.update(metrics)
        return value

    def require_objective(self) -> None:
        """Raise ConfigError where trials were measured, but none by the objective."""
        if self.measured and self.search.objective not in self.measured:
            raise ConfigError(
                f"search.objective should be a metric of the run; got "
                f"'{self.search.objective}' of {', '.join(sorted(self.measured))}."
            )


def _fit(cfg: Config, trial: Trial) -> dict[str, float]:
    with workspace.claim(cfg):
        run = SchemeRun(Shared(cfg), clustering.run(cfg))
        items = list(run.items())
    if cfg.tracking.enabled:
        _track(run, items, trials.trial_tags(cfg, trial))
    return {item.name: item.value for item in items if isinstance(item, Metric)}


def _track(run: SchemeRun, items: Sequence[Loggable], tags: dict[str, str]) -> None:
    cfg, as_of = run.shared.cfg, run.shared.facts["as_of"]
    own = workspace.tags(cfg, run.scheme, as_of=as_of)
    tracking.log(items, workspace.store(cfg), name=run.title, tags=own | tags)


def _show(found: Sequence[Finding], objective: str) -> None:
    rows = [(one.trial.number, f"{one.value:.4f}", str(one.trial)) for one in found]
    terminal.show(
        pd.DataFrame(rows, columns=["trial", objective, "overrides"]), "best first"
    )


@config.main
def main(cfg: Config) -> None:
    """Try clusterings, the next by what earlier ones found, and track every one."""
    workspace.check_store(cfg)
    trying = Trying(config.instantiate(cfg.search))
    found = config.optimise(
        trying.search, trying, pinned=config.given_keys(), seed=cfg.seed
    )
    trying.require_objective()
    _show(found, trying.search.objective)
    if cfg.tracking.enabled and found:
        profiles.say_link(cfg)
    trying.attempts.end()


if __name__ == "__main__":
    main()
