"""Which tier is in force, period by period."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, SEGMENT, text

OFFICIAL = TableSchema(
    name="official",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        SEGMENT,
        Field(name="raw", type="int64"),
        Field(name="official", type="int64"),
        text("reason"),
        Field(name="value", type="double", nullable=True),
    ),
)
