"""What customers say, segment by segment: `python -m pipelines.feedback`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from patronage import config, tracking
from patronage.errors import QualityError
from patronage.loggable import Loggable, Note, Params, Text
from patronage.tables import FEEDBACK
from pipelines import profiles, schemes, terminal, workspace
from pipelines.heard import Heard
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    from patronage.config import Config


def run(cfg: Config) -> None:
    """Tell of each configured scheme that is fitted what its customers have said.

    Raises
    ------
    QualityError
        If the source has no feedback, or no scheme is fitted.
    """
    shared = Shared(cfg)
    if not shared.folder.path(FEEDBACK).exists():
        raise QualityError(
            f"feedback: source '{cfg.source.name}' should have answers or complaints; "
            "it declares none."
        )
    current = [n for n in cfg.schemes if schemes.is_current(shared.folder, n)]
    if not current:
        raise QualityError(
            f"feedback: a scheme should be fitted; of {', '.join(cfg.schemes)} none is."
        )
    listening = config.instantiate(cfg.feedback)
    heard = [Heard(SchemeRun(shared, name), listening) for name in current]
    sent = [_tell(each) for each in heard]
    if any(sent):
        config.at_end(partial(profiles.say_link, cfg))


def _tell(heard: Heard) -> str | None:
    cfg, name = heard.run.shared.cfg, heard.run.name
    for file, frame in heard.tables.items():
        shown = heard.named(frame).drop(columns="segment", errors="ignore").round(2)
        terminal.show(shown.head(20), f"{name}: {file.removesuffix('.csv')}")
    for said in heard.sentences:
        terminal.say(f"{name}: {getattr(said, cfg.language.value)}")
    return _track(heard) if cfg.tracking.enabled else None


def _track(heard: Heard) -> str | None:
    cfg, run_ = heard.run.shared.cfg, heard.run
    own = workspace.tags(cfg, run_.scheme, as_of=run_.shared.facts["as_of"])
    return tracking.log(
        items(heard),
        workspace.store(cfg),
        name=f"{run_.name}-feedback",
        tags=own | {"stage": "feedback"},
    )


def items(heard: Heard) -> Iterator[Loggable]:
    """Yield all that is tracked."""
    cfg, facts = heard.run.shared.cfg, heard.run.shared.facts
    language = cfg.language.value
    said = [getattr(each, language) for each in heard.sentences]
    yield Params({"source": cfg.source.name, **facts})
    yield Note("\n".join(f"- {sentence}" for sentence in said) or heard.run.title)
    yield from heard.items()
    yield Text("config.yaml", config.to_yaml(cfg, facts))


@config.main
def main(cfg: Config) -> None:
    """Tell what customers say, segment by segment."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
