"""Whether the champion still fits the customers of today: told, and tracked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from patronage import engine, tracking
from patronage.loggable import Loggable, Note, Params
from patronage.study.champion import Champion
from pipelines import terminal, workspace
from pipelines.describing import described
from pipelines.incumbent import Incumbent
from pipelines.retrain_run import drift_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.config import Config

SHOWN = ["subject", "kind", "band", "psi", "psi_critical", "before", "now"]


@dataclass(frozen=True)
class Watching:
    """The champion, on the newest day of which there are data, or as asked."""

    cfg: Config
    incumbent: Incumbent

    @classmethod
    def of(cls, cfg: Config) -> Watching:
        """Open the champion; raises what `Versions.opened` raises."""
        opened = workspace.published(cfg).opened(cfg.version)
        day = described(cfg, cfg.as_of or _newest(cfg)).days[-1].settings["as_of"]
        return cls(cfg, Incumbent(cfg, Champion(opened), day))

    @property
    def said(self) -> dict[str, Any]:
        """What a scheduler reads."""
        watched, incumbent = self.incumbent.watched, self.incumbent
        return {
            "decision": "due" if watched.due else "not_due",
            "source": str(self.cfg.source.name),
            "version": incumbent.champion.version,
            "as_of": incumbent.as_of,
            "age_days": incumbent.age_days,
            "reasons": [each.en for each in watched.reasons],
        }

    @property
    def verdict(self) -> str:
        """The one line, in the language that is asked for."""
        return str(getattr(self.incumbent.watched.verdict, self.cfg.language.value))

    def tell(self) -> None:
        """Show what moved, and the verdict; track both, with the figure."""
        drift = self.incumbent.in_use
        moved = drift[drift["band"] != "stable"]
        if len(moved):
            terminal.show(moved[SHOWN].round(3), "moved")
        terminal.say(self.verdict)
        if self.cfg.tracking.enabled:
            self._track()

    def _track(self) -> None:
        champion = self.incumbent.champion
        tags = workspace.tags(self.cfg, champion.scheme, as_of=self.incumbent.as_of) | {
            "stage": "monitor",
            "version": champion.version,
        }
        tracking.log(
            self._items(),
            workspace.store(self.cfg),
            name=f"{champion.scheme.name}-monitor-{self.incumbent.as_of}",
            tags=tags,
        )

    def _items(self) -> Iterator[Loggable]:
        champion = self.incumbent.champion
        yield Params({"version": champion.version, "trained": self.incumbent.since})
        yield from drift_items(self.incumbent)
        yield Note(f"- {self.verdict}")


def _newest(cfg: Config) -> str | None:
    """The last day of which there are data: what follows it is not asked for."""
    return engine.LedgerFiles(workspace.folder(cfg)).metadata["last_day"] or None
