"""Ask a panel in rounds: `python -m pipelines.delphi 'delphi.items=[arpu,credit]'`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from patronage import config, tracking, weights
from patronage.loggable import Loggable, Metric, Note, Params, Table, Text
from pipelines import profiles, terminal, workspace
from pipelines.panel_files import PanelFiles

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config

TRACKED = ("experts", "kendall_w", "chi2", "p_value", "mean_cv", "mean_move")


@dataclass(frozen=True)
class Asked:
    """A panel, and what it has said so far."""

    cfg: Config

    @cached_property
    def panel(self) -> weights.DelphiPanel:
        """Who is asked for what."""
        made: weights.DelphiPanel = config.instantiate(self.cfg.delphi)
        return made

    @cached_property
    def files(self) -> PanelFiles:
        """Where its files are."""
        made = workspace.folder(self.cfg).file("processed", "delphi")
        given = config.root() / self.panel.folder
        return PanelFiles(given, made / self.panel.name)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The scores of all rounds."""
        return self.panel.read(self.files.rounds())

    @cached_property
    def feedback(self) -> pd.DataFrame:
        """What the panel hears."""
        return weights.round_feedback(self.scores)

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """How far it agrees, round by round."""
        return weights.convergence(self.scores, scale=self.panel.scale)

    @cached_property
    def verdict(self) -> weights.Verdict:
        """Whether it should be asked again."""
        return self.panel.verdict(self.convergence)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """What its last scores come to."""
        final = weights.final_scores(self.scores, trim=self.panel.trim)
        made = {"score": final, "weight": weights.shares_of(final)}
        return final.index.to_frame(name="item", index=False).assign(
            **{name: column.to_numpy() for name, column in made.items()}
        )

    @property
    def sentences(self) -> list[str]:
        """What must be said; nobody is named."""
        gone = weights.drop_outs(self.scores).sentences
        language = self.cfg.language.value
        return [getattr(said, language) for said in (*gone, self.verdict.said)]

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables for people; weights only once the panel has ended."""
        told = {
            f"feedback_{number}.csv": rows.drop(columns="round")
            for number, rows in self.feedback.groupby("round")
        }
        told["convergence.csv"] = self.convergence
        return told if self.verdict.another else {**told, "weights.csv": self.weights}

    def items(self) -> Iterator[Loggable]:
        """Yield what is tracked: no score of a single expert, and no expert's name."""
        last = self.convergence.iloc[-1]
        yield Params({"source": self.cfg.source.name, "panel": self.panel.name})
        yield Note("\n".join(f"- {sentence}" for sentence in self.sentences))
        yield Metric("delphi/rounds", float(last["round"]))
        known = [name for name in TRACKED if np.isfinite(last[name])]
        yield from (Metric(f"delphi/{name}", float(last[name])) for name in known)
        yield from (Table(name, frame) for name, frame in self.tables().items())
        yield Text("config.yaml", config.to_yaml(self.cfg, {}))


def run(cfg: Config) -> None:
    """Write the feedback of each round, and say whether another one is needed."""
    asked = Asked(cfg)
    tables = asked.tables()
    asked.files.write(tables)
    name, last = asked.panel.name, int(asked.convergence["round"].iloc[-1])
    terminal.show(_shown(tables[f"feedback_{last}.csv"]), f"{name}: round {last}")
    terminal.show(_shown(asked.convergence), f"{name}: convergence")
    if "weights.csv" in tables:
        terminal.show(_shown(asked.weights), f"{name}: weights")
    for sentence in asked.sentences:
        terminal.say(f"{name}: {sentence}")
    terminal.say(f"files: {asked.files.made}/")
    if cfg.tracking.enabled and _track(asked):
        config.at_end(partial(profiles.say_link, cfg))


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """A table to be read: what is not known yet stays empty."""
    return frame.round(3).astype("object").where(frame.notna(), "")


def _track(asked: Asked) -> str | None:
    cfg = asked.cfg
    name = f"{asked.panel.name}-delphi"
    tags = {
        "job": workspace.job(cfg),
        "scheme": asked.panel.name,
        "stage": "delphi",
        "source": cfg.source.name,
    }
    return tracking.log(asked.items(), workspace.store(cfg), name=name, tags=tags)


@config.main
def main(cfg: Config) -> None:
    """Tell a panel what it has said in each round, and track how far it agrees."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
