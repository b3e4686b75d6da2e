"""What became of the customers of each segment between two days."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import text

SHARES = (
    "share",
    "low",
    "high",
    "spend",
    "spend_share",
    "placed_share",
    "noise_share",
    "excess",
)
MIGRATION = TableSchema(
    name="migration",
    place="processed",
    key=("before", "after"),
    fields=(
        Field(name="before", type="int64"),
        Field(name="after", type="int64"),
        text("before_en"),
        text("before_zh"),
        text("after_en"),
        text("after_zh"),
        Field(name="customers", type="int64"),
        *(Field(name=name, type="double", nullable=True) for name in SHARES),
    ),
)
