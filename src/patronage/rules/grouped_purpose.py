"""A purpose whose actions are said for groups of segments, not for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from patronage.errors import ConfigError
from patronage.segments import Purpose, SegmentName


@dataclass(frozen=True, kw_only=True)
class GroupedPurpose(Purpose):
    """Why a scheme of many segments exists.

    The keys of `actions` are patterns (`*` any text, `?` any letter, `[12]` one of
    these): a segment of `segments` has the action of the first that fits its key, so
    single exceptions stand before the rule. Made, `actions` has a key per segment.

    Raises
    ------
    ConfigError
        If a segment has no action, or an action no segment.
    """

    segments: Sequence[SegmentName]

    def __post_init__(self) -> None:
        """Say the action of each segment."""
        super().__post_init__()
        keys = [name.key for name in self.segments]
        fits = {key: [p for p in self.actions if fnmatchcase(key, p)] for key in keys}
        if without := [key for key, patterns in fits.items() if not patterns]:
            raise ConfigError(
                f"each segment needs an action; got none for '{without[0]}'."
            )
        used = {patterns[0] for patterns in fits.values()}
        if idle := [pattern for pattern in self.actions if pattern not in used]:
            raise ConfigError(
                f"each action should fit a segment that has none yet; '{idle[0]}' fits "
                "none."
            )
        said = {key: self.actions[patterns[0]] for key, patterns in fits.items()}
        object.__setattr__(self, "actions", said)
