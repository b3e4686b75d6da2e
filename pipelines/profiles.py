"""Say what is in each segment, and track it: `python -m pipelines.profiles`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patronage import compare, config, io, tracking
from patronage.loggable import Table
from patronage.tables import CROSSWALK, NAMES, PROFILE
from pipelines import terminal, trials, workspace
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from patronage.config import Config


def run(cfg: Config) -> None:
    """Write profiles and names of the configured schemes and their crosswalk; tell."""
    runs = _runs(cfg, cfg.schemes)
    write(cfg, runs)
    _tell(runs)


def write(cfg: Config, runs: Sequence[SchemeRun]) -> None:
    """Write profiles and names of schemes, and their crosswalk."""
    folder = workspace.folder(cfg)
    for each in runs:
        io.write(NAMES, each.names, folder, scheme=each.name)
        io.write(PROFILE, each.described.profile, folder, scheme=each.name)
    io.write(CROSSWALK, _crosswalk(runs), folder)


def tell(cfg: Config, schemes: Sequence[str]) -> None:
    """Show and track schemes that have just been fitted; write no table."""
    _tell(_runs(cfg, schemes))


def _runs(cfg: Config, schemes: Sequence[str]) -> list[SchemeRun]:
    shared = Shared(cfg)
    return [SchemeRun(shared, name) for name in schemes]


def _crosswalk(runs: Sequence[SchemeRun]) -> pd.DataFrame:
    return compare.crosswalks(
        {each.name: each.segments for each in runs},
        {each.name: len(each.names) for each in runs},
    )


def _tell(runs: Sequence[SchemeRun]) -> None:
    cfg = runs[0].shared.cfg
    workspace.say_origin(cfg)
    tracked = track(runs) if cfg.tracking.enabled else []
    for each in runs:
        terminal.show(each.described.cards, each.title)
    terminal.say(f"tables: {workspace.folder(cfg).data}/*/{cfg.source.name}/")
    if any(tracked):
        config.at_end(partial(say_link, cfg))


def track(runs: Sequence[SchemeRun]) -> list[str | None]:
    """Log a flat run per scheme; None for one that could not be sent."""
    crosswalk = _crosswalk(runs)
    shown = terminal.progress(runs, "tracking runs", len(runs))
    return [_log(run, crosswalk[crosswalk["scheme"] == run.name]) for run in shown]


def _log(run: SchemeRun, crosswalk: pd.DataFrame) -> str | None:
    cfg, as_of = run.shared.cfg, run.shared.facts["as_of"]
    return tracking.log(
        [*run.items(), Table("crosswalk.csv", crosswalk)],
        workspace.store(cfg),
        name=run.title,
        tags=workspace.tags(cfg, run.scheme, as_of=as_of) | trials.tags(cfg),
    )


def say_link(cfg: Config) -> None:
    """Say where the runs of the job are compared."""
    store, port = workspace.store(cfg), cfg.tracking.port
    job = workspace.job(cfg)
    terminal.say("compare the schemes: start `make ui`, then open")
    terminal.say(tracking.link(store, job=job, port=port))


@config.main
def main(cfg: Config) -> None:
    """Say what is in each segment of every scheme, and track it."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
