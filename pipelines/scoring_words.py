"""What a score tells: the segments and who has changed, counted piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.study.score_changes import GONE, MOVED, NEW

if TYPE_CHECKING:
    from patronage import io
    from patronage.study.champion import Champion

SEGMENT = ["segment_id", "name_en", "name_zh", "status", "unseen"]
CHANGE = ["change"]


def version(champion: Champion) -> str:
    """Say which version scores, and if it stands in for one that is damaged."""
    since = champion.facts["as_of"]
    said = f"scoring by version {champion.version}, which learned of {since}"
    damaged = "WARNING: the champion is damaged (score.fallback=true): "
    return f"{damaged if champion.is_fallback else ''}{said}"


@dataclass(frozen=True, eq=False)
class Told:
    """Scores and changes on disk, and what is to be said of them."""

    scores: io.Frames
    changed: io.Frames

    @cached_property
    def facts(self) -> dict[str, int]:
        """How many customers there are, and how many changed or have no segment."""
        return {
            "customers": int(self._groups["customers"].sum()),
            "unplaced": self._sum(self._groups["segment_id"] == ""),
            "unseen": self._sum(self._groups["unseen"] != ""),
            "changed": self._changed(MOVED),
            "new": self._changed(NEW),
            "gone": self._changed(GONE),
        }

    @property
    def sentences(self) -> list[str]:
        """What has changed, and what the model did not know."""
        told = self.facts
        said = (
            f"since the last score: {told['changed']:,} in another segment, "
            f"{told['new']:,} new, {told['gone']:,} gone"
        )
        unseen = (
            f"WARNING: {told['unseen']:,} customers have a category that the model has "
            f"not met, and that counts as none of the others: {self._columns}"
        )
        return [said, unseen] if told["unseen"] else [said]

    def table(self, language: str) -> pd.DataFrame:
        """Return customers and share by segment, and by status of who is in none."""
        groups = self._groups
        outside = groups["segment_id"] == ""
        name = groups[f"name_{language}"].mask(outside, groups["status"])
        by = [groups["segment_id"].rename("segment"), name.rename("name")]
        counts = groups["customers"].groupby(by).sum().reset_index()
        last = (counts["segment"] == "").to_numpy()
        counts = pd.concat([counts[~last], counts[last]], ignore_index=True)
        share = counts["customers"] / max(self.facts["customers"], 1)
        return counts.assign(
            customers=counts["customers"].map("{:,}".format),
            share=share.map("{:.1%}".format),
        )

    @cached_property
    def _groups(self) -> pd.DataFrame:
        return _counted(self.scores, SEGMENT)

    @cached_property
    def _kinds(self) -> dict[str, int]:
        table = _counted(self.changed, CHANGE)
        return dict(zip(table["change"], table["customers"], strict=True))

    @property
    def _columns(self) -> str:
        names = {name for each in self._groups["unseen"] for name in each.split(",")}
        return ", ".join(sorted(names - {""}))

    def _changed(self, kind: str) -> int:
        return int(self._kinds.get(kind, 0))

    def _sum(self, rows: pd.Series[Any]) -> int:
        return int(self._groups.loc[rows, "customers"].sum())


def _counted(frames: io.Frames, names: list[str]) -> pd.DataFrame:
    """Count the customers by the values of some columns, frame by frame."""
    each = (
        piece.value_counts().rename("customers").reset_index()
        for piece in frames.pieces(names)
    )
    nobody = pd.DataFrame(columns=names, dtype="str").assign(customers=0)
    joined = pd.concat([nobody, *each], ignore_index=True)
    return joined.groupby(names)["customers"].sum().reset_index()
