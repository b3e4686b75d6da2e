"""Names that differ in a number only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from patronage.segments import SegmentName


@dataclass(frozen=True, kw_only=True)
class NumberedNames(Sequence[SegmentName]):
    """Name `n` segments by their number, 1 the best.

    `en` and `zh` hold `{}` where the number stands: "Grade {}" and "{} 档".
    """

    n: int
    key: str
    en: str
    zh: str

    @overload
    def __getitem__(self, place: int) -> SegmentName: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[SegmentName]: ...
    def __getitem__(self, place: int | slice) -> SegmentName | Sequence[SegmentName]:
        """Return the name at a place, from 0."""
        if isinstance(place, slice):
            return [self._name(k) for k in range(self.n)[place]]
        return self._name(range(self.n)[place])

    def __len__(self) -> int:
        return self.n

    def _name(self, place: int) -> SegmentName:
        k = place + 1
        width = len(str(self.n))
        return SegmentName(
            key=f"{self.key}{k:0{width}}", en=self.en.format(k), zh=self.zh.format(k)
        )
