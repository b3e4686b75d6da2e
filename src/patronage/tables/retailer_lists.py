"""On which list each customer stands on one day, why, and since when."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, DAY, text

RETAILER_LIST = TableSchema(
    name="retailer_list",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        text("list"),
        text("quadrant"),
        text("reasons_en"),
        text("reasons_zh"),
        Field(name="high_value_problem", type="bool"),
        text("previous_list", nullable=True),
        Field(name="changed_on", type=DAY),
    ),
    open=True,
)
