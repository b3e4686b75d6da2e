"""Hold whole schemes against each other: `python -m pipelines.compare 'schemes=[..]'`.

Fits what is not fitted yet, tracks a run per scheme, and one of the comparison.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patronage import compare, config, io, tracking
from patronage.study.known import check_known
from patronage.tables import FEATURES, SCORECARDS
from pipelines import features, ingest, profiles, schemes, terminal, trials, workspace
from pipelines.asked_schemes import asked_schemes
from pipelines.league_run import LeagueRun
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patronage.config import Config
    from pipelines.asked_schemes import AskedScheme


def run(cfg: Config) -> None:
    """Fit the schemes that are asked for, write the scorecards, tell and track.

    One that cannot be fitted does not lose the others, and is said at the end.
    """
    asked = asked_schemes(cfg)
    check_known("compare.by", cfg.compare.by, compare.RANKED)
    _describe(cfg)
    schemes.check_day(cfg)
    attempts = config.Attempts("schemes")
    made = [attempts.make(each.name, each.fit) for each in asked]
    if fitted := [each for each in made if each is not None]:
        _compare(cfg, fitted)
    attempts.end()


def _compare(cfg: Config, fitted: Sequence[AskedScheme]) -> None:
    shared = Shared(cfg, flapping=True)
    runs = [SchemeRun(shared, each.name, each.cfg) for each in fitted]
    league = LeagueRun(runs)
    scorecards = league.comparison.scorecards
    profiles.write(cfg, runs)
    io.write(SCORECARDS, scorecards, workspace.folder(cfg))
    _tell(league)
    if cfg.tracking.enabled and any([*profiles.track(runs), _track(league)]):
        config.at_end(partial(_say_links, cfg))


def _say_links(cfg: Config) -> None:
    """Say where the runs are, and where the report of the comparison is."""
    profiles.say_link(cfg)
    store, port = workspace.store(cfg), cfg.tracking.port
    terminal.say("and the report of the comparison:")
    terminal.say(
        tracking.link(store, job=workspace.job(cfg), view="comparison", port=port)
    )


def _describe(cfg: Config) -> None:
    """Make the tables that the source lacks."""
    if not workspace.folder(cfg).path(FEATURES).exists():
        ingest.run(cfg)
        features.run(cfg)


def _tell(league: LeagueRun) -> None:
    cfg = league.runs[0].shared.cfg
    workspace.say_origin(cfg)
    terminal.show(league.table(terminal.console.width), "league")
    for sentence in league.summary:
        terminal.say(sentence)


def _track(league: LeagueRun) -> str | None:
    shared = league.runs[0].shared
    cfg = shared.cfg
    tags = {
        "job": workspace.job(cfg),
        "stage": "compare",
        "source": cfg.source.name,
        "as_of": shared.facts["as_of"],
    }
    return tracking.log(
        league.items(),
        workspace.store(cfg),
        name="comparison",
        tags=tags | trials.tags(cfg),
    )


@config.main
def main(cfg: Config) -> None:
    """Hold schemes against each other on the same customers, and track the league.

    Which ones, `schemes` says: 'schemes=[kmeans,loyalty,tier3]', quoted, by the names
    of the options of clustering, quadrants and rules.
    """
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
