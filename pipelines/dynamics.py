"""Official tiers over time: `python -m pipelines.dynamics rules=... policy=...`."""

from functools import partial

from patronage import compare, config, tracking
from patronage.config import Config
from pipelines import profiles, terminal, workspace
from pipelines.tier_history import TierHistory


def run(cfg: Config) -> None:
    """Apply a rule to every day of the panel, and a policy to what it says."""
    workspace.say_origin(cfg)
    history = TierHistory(cfg)
    history.write()
    _tell(history)
    if cfg.tracking.enabled and _track(history):
        config.at_end(partial(profiles.say_link, cfg))


def _tell(history: TierHistory) -> None:
    facts, language = history.facts, history.cfg.language.value
    title = "{}, {policy}, {first_day} to {as_of}".format(history.scheme.name, **facts)
    terminal.show(compare.readable_tier_movement(history.movement, language), title)
    for sentence in history.sentences:
        terminal.say(sentence)


def _track(history: TierHistory) -> str | None:
    cfg, scheme = history.cfg, history.scheme
    own = workspace.tags(cfg, scheme, as_of=history.facts["as_of"])
    return tracking.log(
        history.items(),
        workspace.store(cfg),
        name=f"{scheme.name}-dynamics",
        tags=own | {"stage": "dynamics", "policy": history.facts["policy"]},
    )


@config.main
def main(cfg: Config) -> None:
    """Say how tiers move over the days of a panel, and track it."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
