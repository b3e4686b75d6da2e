"""The tables that stages pass to each other: ARCHITECTURE, section 3, as contracts."""

from patronage.schema import Field, TableSchema

TEXT = "string"
TIME = "timestamp[us, tz=UTC]"
DAY = "date32[day]"


def _text(name: str, *, nullable: bool = False, required: bool = True) -> Field:
    return Field(name=name, type=TEXT, nullable=nullable, required=required)


def _optional(name: str, kind: str = TEXT) -> Field:
    return Field(name=name, type=kind, nullable=True, required=False)


CUSTOMER_ID = _text("customer_id")
AS_OF = Field(name="as_of", type=DAY)
SCHEME = _text("scheme")
SEGMENT = Field(name="segment", type="int64")

LEDGER = TableSchema(
    name="ledger",
    place="interim",
    key=("customer_id", "ordered_at", "order_id", "line_id"),
    fields=(
        CUSTOMER_ID,
        _text("order_id"),
        Field(name="ordered_at", type=TIME),
        Field(name="order_day", type=DAY),
        Field(name="line_id", type="int64"),
        _text("product_id", nullable=True),
        Field(name="quantity", type="int64", nullable=True),
        Field(name="amount", type="int64"),
        _optional("order_hour", "int8"),
        _optional("category"),
        _optional("brand"),
        _optional("channel"),
        _optional("store"),
        _optional("region"),
        _optional("discount", "int64"),
        _optional("cost", "int64"),
        _optional("is_return", "bool"),
        _optional("returned_day", DAY),
    ),
)
SPANS = TableSchema(
    name="spans",
    place="interim",
    key=("customer_id",),
    fields=(CUSTOMER_ID, Field(name="n_rows", type="int64")),
)
LEVELS = TableSchema(
    name="levels",
    place="interim",
    key=("column", "code"),
    fields=(
        _text("column"),
        Field(name="code", type="int32"),
        _text("level"),
    ),
)
CUSTOMERS = TableSchema(
    name="customers",
    place="interim",
    key=("customer_id",),
    fields=(CUSTOMER_ID,),
    open=True,
)
CONTACTS = TableSchema(
    name="contacts",
    place="interim",
    key=("customer_id", "contacted_at"),
    fields=(
        CUSTOMER_ID,
        Field(name="contacted_at", type=TIME),
        Field(name="contacted_day", type=DAY),
        _text("channel", nullable=True),
        _text("kind"),
        Field(name="responded", type="bool", nullable=True),
    ),
)
EVENTS = TableSchema(
    name="events",
    place="interim",
    key=("customer_id", "at", "kind"),
    fields=(
        CUSTOMER_ID,
        Field(name="at", type=TIME),
        Field(name="at_day", type=DAY),
        _text("kind"),
        _text("item", nullable=True),
        Field(name="value", type="double", nullable=True),
        Field(name="severity", type="double", nullable=True),
    ),
)
FEEDBACK = TableSchema(
    name="feedback",
    place="interim",
    key=("customer_id", "answered_at", "item"),
    fields=(
        CUSTOMER_ID,
        Field(name="answered_at", type=TIME, nullable=True),
        Field(name="answered_day", type=DAY, nullable=True),
        _text("item"),
        _text("kind"),
        _text("subject", nullable=True),
        Field(name="score", type="double", nullable=True),
        Field(name="scale_low", type="double", nullable=True),
        Field(name="scale_high", type="double", nullable=True),
        Field(name="reversed", type="bool", nullable=True),
        _optional("resolved_at", TIME),
        _optional("resolved_day", DAY),
        _optional("contacts_needed", "int64"),
        _optional("product"),
        _optional("text"),
    ),
)
IDENTITIES = TableSchema(
    name="identities",
    place="interim",
    key=("id",),
    fields=(
        _text("id"),
        CUSTOMER_ID,
        Field(name="ids", type="int64"),
        _text("keys"),
        _text("status"),
    ),
)
CONFLICTS = TableSchema(
    name="conflicts",
    place="interim",
    key=("customer_id", "field"),
    fields=(
        CUSTOMER_ID,
        _text("field"),
        _text("kept", nullable=True),
        _text("others"),
        _text("rule"),
        Field(name="reports", type="int64"),
        Field(name="agreement", type="double"),
    ),
)
PENDING_CHANGES = TableSchema(
    name="pending_changes",
    place="interim",
    key=("customer_id", "field"),
    fields=(
        CUSTOMER_ID,
        _text("field"),
        Field(name="change", type="int64"),
        _text("old_value", nullable=True),
        _text("new_value", nullable=True),
        _text("maker"),
        _text("unusual"),
    ),
)
CHECKED_VALUES = TableSchema(
    name="checked_values",
    place="interim",
    key=("id", "field"),
    fields=(
        _text("id"),
        _text("field"),
        _text("value", nullable=True),
        Field(name="changes", type="int64"),
    ),
)
DATA_QUALITY = TableSchema(
    name="data_quality",
    place="interim",
    key=("table", "column"),
    fields=(
        _text("table"),
        _text("column"),
        _text("block"),
        _text("volatility"),
        _text("owner"),
        Field(name="rows", type="int64"),
        Field(name="completeness", type="double"),
        Field(name="validity", type="double"),
        Field(name="timeliness", type="double", nullable=True),
        Field(name="conflicts", type="int64"),
        Field(name="changes", type="int64"),
    ),
)
QUARANTINE = TableSchema(
    name="quarantine",
    place="interim",
    key=("file", "line"),
    fields=(
        _text("file"),
        Field(name="line", type="int64"),
        _text("column"),
        _text("reason"),
        _text("value", nullable=True),
    ),
)
FEATURES = TableSchema(
    name="features",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(CUSTOMER_ID, AS_OF, _text("status")),
    open=True,
)
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
DICTIONARY = TableSchema(
    name="dictionary",
    place="processed",
    key=("column",),
    fields=(
        _text("column"),
        _text("family"),
        _text("kind"),
        _text("unit"),
        _text("meaning"),
        Field(name="missing_share", type="double"),
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
        _text("status"),
        Field(name="probability", type="double", nullable=True),
        Field(name="margin", type="double", nullable=True),
    ),
)
AXES = TableSchema(
    name="axes",
    place="processed",
    key=("customer_id", "as_of"),
    fields=(
        CUSTOMER_ID,
        AS_OF,
        Field(name="attitude", type="double", nullable=True),
        Field(name="repeat", type="double", nullable=True),
        _text("attitude_source"),
        _text("repeat_source"),
    ),
)
NAMES = TableSchema(
    name="names",
    place="processed",
    key=("scheme", "segment"),
    fields=(SCHEME, SEGMENT, _text("segment_id"), _text("name_en"), _text("name_zh")),
)
PROFILE = TableSchema(
    name="profile",
    place="processed",
    key=("scheme", "segment"),
    fields=(
        SCHEME,
        SEGMENT,
        _text("segment_id"),
        _text("name"),
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
        _text("other_scheme"),
        Field(name="other_segment", type="int64"),
        Field(name="customers", type="int64"),
        Field(name="share", type="double", nullable=True),
        Field(name="lift", type="double", nullable=True),
    ),
)
