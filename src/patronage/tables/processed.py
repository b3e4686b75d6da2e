"""What the stages after ingest make."""

from dataclasses import replace

from patronage.schema import Field, TableSchema
from patronage.tables.columns import AS_OF, CUSTOMER_ID, SCHEME, SEGMENT, text

FEATURES = TableSchema(
    name="features",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(CUSTOMER_ID, AS_OF, text("status")),
    open=True,
)
RAW_FEATURES = replace(FEATURES, name="raw_features")
OUTCOMES = TableSchema(
    name="outcomes",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        Field(name="future_orders", type="double"),
        Field(name="future_amount", type="double"),
        Field(name="retained", type="bool"),
    ),
)
PANEL = replace(FEATURES, name="panel")
PANEL_OUTCOMES = replace(OUTCOMES, name="panel_outcomes")
DICTIONARY = TableSchema(
    name="dictionary",
    place="processed",
    key=("column",),
    fields=(
        text("column"),
        text("family"),
        text("kind"),
        text("unit"),
        text("meaning"),
        text("source"),
        text("status"),
        Field(name="missing_share", type="double", nullable=True),
        Field(name="polarization", type="double", nullable=True),
    ),
)
SEGMENTS = TableSchema(
    name="segments",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        SEGMENT,
        text("status"),
        Field(name="probability", type="double", nullable=True),
        Field(name="margin", type="double", nullable=True),
    ),
)
AXES = TableSchema(
    name="axes",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(CUSTOMER_ID, AS_OF),
    open=True,
)
MEMBERSHIPS = TableSchema(
    name="memberships",
    place="processed",
    key=("customer_id", "as_of", "segment"),
    fields=(CUSTOMER_ID, AS_OF, SEGMENT, Field(name="probability", type="double")),
)
NAMES = TableSchema(
    name="names",
    place="processed",
    key=("scheme", "segment"),
    fields=(SCHEME, SEGMENT, text("segment_id"), text("name_en"), text("name_zh")),
)
PROFILE = TableSchema(
    name="profile",
    place="processed",
    key=("scheme", "segment"),
    fields=(
        SCHEME,
        SEGMENT,
        text("segment_id"),
        text("name"),
        Field(name="size", type="int64"),
        Field(name="share", type="double"),
        Field(name="revenue_share", type="double", nullable=True),
    ),
    open=True,
)
CROSSWALK = TableSchema(
    name="crosswalk",
    place="processed",
    key=("scheme", "segment", "other_scheme", "other_segment"),
    fields=(
        SCHEME,
        SEGMENT,
        text("other_scheme"),
        Field(name="other_segment", type="int64"),
        Field(name="customers", type="int64"),
        Field(name="share", type="double", nullable=True),
        Field(name="lift", type="double", nullable=True),
    ),
)

SCORECARDS = TableSchema(
    name="scorecards",
    place="processed",
    key=("scheme", "metric"),
    fields=(
        SCHEME,
        text("metric"),
        *(
            Field(name=name, type="double", nullable=True)
            for name in ("value", "low", "high", "rank")
        ),
    ),
)
