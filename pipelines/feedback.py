"""What customers say, segment by segment: `python -m pipelines.feedback`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from patronage import config, tracking
from patronage.errors import QualityError
from patronage.loggable import Loggable, Params, Text
from patronage.tables import FEEDBACK
from pipelines import profiles, terminal, workspace
from pipelines.fitted import fitted
from pipelines.heard import Heard
from pipelines.scheme_run import SchemeRun
from pipelines.shared import Shared

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config

MOST_ROWS = 20
TITLES = {
    "satisfaction": "满意度（前两档占比）",
    "importance": "重要性与表现",
    "complaints": "投诉",
    "delivered_value": "让渡价值",
    "promoters": "净推荐值",
    "expectations": "期望与现状",
    "panel_rounds": "小组各轮",
    "panel_agreement": "小组一致性",
    "intentions": "购买意向",
}


def run(cfg: Config) -> None:
    """Tell of each configured scheme that is fitted what its customers have said.

    Raises
    ------
    QualityError
        If the source has no feedback, or no scheme is fitted.
    """
    shared = Shared(cfg)
    day = shared.facts["as_of"]
    if not shared.folder.path(FEEDBACK).exists():
        raise QualityError(
            f"feedback: source '{cfg.source.name}' should have answers or complaints "
            f"for the features of {day}; it has none."
        )
    workspace.say_origin(cfg)
    current = fitted(shared)
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
    language = cfg.language.value
    for file, frame in heard.tables.items():
        what = file.removesuffix(".csv")
        title = f"{name}：{TITLES[what]}" if language == "zh" else f"{name}: {what}"
        _show(heard.named(frame), title)
    for said in heard.sentences:
        terminal.say(f"{name}: {getattr(said, language)}")
    return _track(heard) if cfg.tracking.enabled else None


def _show(frame: pd.DataFrame, title: str) -> None:
    """Print the first rows; nothing where nothing is known."""
    rows = frame.drop(columns="segment", errors="ignore").head(MOST_ROWS).round(2)
    cut = "" if len(rows) == len(frame) else f" ({len(rows)} of {len(frame)} rows)"
    terminal.show(rows.astype("object").where(rows.notna(), ""), title + cut)


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
    yield workspace.note(cfg, said, otherwise=heard.run.title)
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
