"""Who moved between quadrants: `python -m pipelines.migrate before=... after=...`."""

from functools import partial

from patronage import compare, config, io, tracking
from patronage.config import Config
from patronage.tables import MIGRATION
from pipelines import profiles, terminal, workspace
from pipelines.movement import Movement


def run(cfg: Config) -> None:
    """Fit a scheme on one day, apply it to both, and say who moved where."""
    movement = Movement(cfg)
    for caveat in movement.scheme.caveats(movement.before):
        terminal.say(f"{movement.scheme.name}: {caveat}")
    if not movement.scheme.n_segments_:
        return
    name, folder = movement.scheme.name, workspace.folder(cfg)
    days = {"before": movement.facts["before"], "after": movement.facts["after"]}
    io.write(MIGRATION, movement.migration.table, folder, scheme=name, metadata=days)
    _tell(movement)
    if cfg.tracking.enabled and _track(movement):
        config.at_end(partial(profiles.say_link, cfg))


def _tell(movement: Movement) -> None:
    title = "{}, {before} to {after}".format(movement.scheme.name, **movement.facts)
    language = movement.cfg.language.value
    terminal.show(compare.readable_matrix(movement.migration, language), title)
    for sentence in movement.sentences:
        terminal.say(sentence)


def _track(movement: Movement) -> str | None:
    cfg, facts = movement.cfg, movement.facts
    own = workspace.tags(cfg, movement.scheme, as_of=facts["as_of"])
    return tracking.log(
        movement.items(),
        workspace.store(cfg),
        name=f"{movement.scheme.name}-migration",
        tags=own | {"stage": "migrate", "before": facts["before"]},
    )


@config.main
def main(cfg: Config) -> None:
    """Say who moved between the quadrants of two days, and track it."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
