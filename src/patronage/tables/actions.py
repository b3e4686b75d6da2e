"""Who stood on a list to act on, kept until it can be told what acting has changed."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, text

LIST_MEMBERS = TableSchema(
    name="list_members",
    place="processed",
    key=("list", "customer_id"),
    fields=(
        text("list"),
        Field(name="rank", type="int64"),
        CUSTOMER_ID,
        AS_OF,
        text("segment"),
        Field(name="probability", type="double"),
        Field(name="score", type="double"),
        text("reasons"),
        text("group"),
    ),
)
