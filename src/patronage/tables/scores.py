"""Where a published model has put each customer, and who has changed since."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, SEGMENT, text

SCORES = TableSchema(
    name="scores",
    place="processed",
    key=("customer_id",),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        SEGMENT,
        text("segment_id"),
        text("name_en"),
        text("name_zh"),
        text("status"),
        Field(name="probability", type="double", nullable=True),
        Field(name="margin", type="double", nullable=True),
        text("next_segment_id"),
        Field(name="distance", type="double", nullable=True),
        text("unseen"),
        text("model_version"),
    ),
)
SCORE_CHANGES = TableSchema(
    name="score_changes",
    place="processed",
    key=("customer_id",),
    fields=(
        CUSTOMER_ID,
        text("change"),
        *(
            text(f"{name}_{when}")
            for name in ("segment_id", "model_version")
            for when in ("before", "after")
        ),
    ),
)
