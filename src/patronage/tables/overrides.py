"""Who was put into a segment by a person, and what the scheme itself had said."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, DAY, SEGMENT, text

OVERRIDES = TableSchema(
    name="overrides",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        SEGMENT,
        text("state"),
        text("reason"),
        text("approver"),
        Field(name="expires", type=DAY),
        Field(name="scheme_segment", type="int64"),
        text("scheme_status"),
        Field(name="scheme_probability", type="double", nullable=True),
    ),
)
