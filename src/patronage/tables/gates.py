"""Why a challenger took the champion's place, or did not."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import text

AMOUNTS = ("champion", "challenger", "difference", "low", "high", "bound")
GATES = TableSchema(
    name="gates",
    place="processed",
    key=("gate",),
    fields=(
        text("gate"),
        Field(name="passed", type="bool"),
        *(Field(name=name, type="double", nullable=True) for name in AMOUNTS),
        text("reason_en"),
        text("reason_zh"),
    ),
)
