"""What retraining makes of segments: which go on, who moved, what was decided."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, text

CAUSES = ("moved_customers", "moved_model", "moved_both")
LINEAGE = TableSchema(
    name="lineage",
    place="processed",
    key=("as_of", "fate", "old_id", "new_id"),
    fields=(
        AS_OF,
        text("fate"),
        text("old_id"),
        text("new_id"),
        text("old_en"),
        text("old_zh"),
        text("new_en"),
        text("new_zh"),
        Field(name="customers", type="int64"),
        Field(name="old_customers", type="int64"),
        Field(name="new_customers", type="int64"),
        Field(name="jaccard", type="double", nullable=True),
    ),
)
MOVED = TableSchema(
    name="moved",
    place="processed",
    key=("segment_id",),
    fields=(
        text("segment_id"),
        Field(name="customers", type="int64"),
        Field(name="unchanged", type="double"),
        *(Field(name=name, type="double") for name in CAUSES),
        Field(name="changed", type="double"),
        Field(name="shapley_customers", type="double"),
        Field(name="shapley_model", type="double"),
    ),
)
RETRAININGS = TableSchema(
    name="retrainings",
    place="processed",
    key=("as_of",),
    fields=(
        AS_OF,
        text("decision"),
        text("version", nullable=True),
        text("champion_before", nullable=True),
        Field(name="n_segments", type="int64"),
        Field(name="customers", type="int64"),
        Field(name="churn", type="double", nullable=True),
        *(Field(name=name, type="double", nullable=True) for name in CAUSES),
        text("drift", nullable=True),
        text("drift_zh", nullable=True),
        Field(name="drift_due", type="bool", nullable=True),
        Field(name="psi_max", type="double", nullable=True),
        Field(name="usefulness_champion", type="double", nullable=True),
        Field(name="usefulness_challenger", type="double", nullable=True),
        text("failed"),
        text("reasons"),
        text("reasons_zh"),
    ),
)
