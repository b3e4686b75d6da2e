"""A function of frames, in the processes that Spark starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage.engine.carried import CarriedError
from patronage.engine.wire import POSITION, Wire

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Then:
    """What is done to frames that arrive as `before`, and leave as `after`.

    The function gives a row for each row.
    """

    function: Callable[[pd.DataFrame], pd.DataFrame]
    before: Wire
    after: Wire

    def frames(self, stream: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Yield the function's frame for each that comes, for `mapInPandas`.

        Raises
        ------
        CarriedError
            If anything goes wrong, so that the other side can tell what.
        """
        schema = self.before.schema
        try:
            for frame in stream:
                table = pa.Table.from_pandas(frame, schema, preserve_index=False)
                done = self.after.pack(self.function(self.before.unpack(table)))
                yield done.to_pandas().assign(**{POSITION: frame[POSITION].to_numpy()})
        except Exception as error:
            raise CarriedError(error) from error
