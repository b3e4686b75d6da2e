"""What customers were allotted, and what they have had above their fair share."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, text

ALLOCATIONS = TableSchema(
    name="allocations",
    place="processed",
    key=("customer_id", "as_of", "product_id"),
    fields=(CUSTOMER_ID, AS_OF, text("product_id"), Field(name="units", type="int64")),
)
BALANCES = TableSchema(
    name="balances",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        Field(name="due", type="int64"),
        Field(name="given", type="int64"),
        Field(name="balance", type="double"),
    ),
)
