"""The names of classes made of a format, a market and a size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from patronage.segments import SegmentName


@dataclass(frozen=True, kw_only=True)
class ClassNames(Sequence[SegmentName]):
    """Name every class by its three parts: market, format, size; `CZ1`.

    The keys of `formats` and `markets` are the values in their columns. Sizes go from
    the largest to the smallest.
    """

    formats: Sequence[SegmentName]
    markets: Sequence[SegmentName]
    sizes: Sequence[SegmentName]

    @overload
    def __getitem__(self, place: int) -> SegmentName: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[SegmentName]: ...
    def __getitem__(self, place: int | slice) -> SegmentName | Sequence[SegmentName]:
        """Return the name at a place, from 0."""
        if isinstance(place, slice):
            return [self._name(k) for k in range(len(self))[place]]
        return self._name(range(len(self))[place])

    def __len__(self) -> int:
        return len(self.markets) * len(self.formats) * len(self.sizes)

    def _name(self, place: int) -> SegmentName:
        group, size = divmod(place, len(self.sizes))
        market, form = divmod(group, len(self.formats))
        parts = (self.markets[market], self.formats[form], self.sizes[size])
        return SegmentName(
            key="".join(part.key for part in parts),
            en=" · ".join(part.en for part in parts),
            zh="·".join(part.zh for part in parts),
        )
