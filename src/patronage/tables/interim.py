"""What ingest makes: raw rows as tables."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import CUSTOMER_ID, DAY, TIME, optional, text

LEDGER = TableSchema(
    name="ledger",
    place="interim",
    key=("customer_id", "ordered_at", "order_id", "line_id"),
    fields=(
        CUSTOMER_ID,
        text("order_id"),
        Field(name="order_no", type="int32"),
        Field(name="ordered_at", type=TIME),
        Field(name="order_day", type=DAY),
        Field(name="line_id", type="int64"),
        text("product_id", nullable=True),
        Field(name="quantity", type="int64", nullable=True),
        Field(name="amount", type="int64"),
        optional("order_hour", "int8"),
        optional("category"),
        optional("brand"),
        optional("channel"),
        optional("store"),
        optional("region"),
        optional("discount", "int64"),
        optional("cost", "int64"),
        optional("is_return", "bool"),
        optional("returned_day", DAY),
    ),
)
SPANS = TableSchema(
    name="spans",
    place="interim",
    key=("customer_id",),
    fields=(
        CUSTOMER_ID,
        Field(name="n_rows", type="int64"),
        Field(name="registered", type="bool"),
        Field(name="n_contacts", type="int64"),
        Field(name="n_events", type="int64"),
        Field(name="n_feedback", type="int64"),
        Field(name="n_records", type="int64"),
    ),
)
LEVELS = TableSchema(
    name="levels",
    place="interim",
    key=("column", "code"),
    fields=(
        text("column"),
        Field(name="code", type="int32"),
        text("level"),
        optional("first_day", DAY),
    ),
)
CUSTOMERS = TableSchema(
    name="customers",
    place="interim",
    key=("customer_id",),
    fields=(CUSTOMER_ID,),
    open=True,
)
RECORDS = TableSchema(
    name="records",
    place="interim",
    key=("customer_id", "since_day"),
    fields=(CUSTOMER_ID, Field(name="since_day", type=DAY)),
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
        text("channel", nullable=True),
        text("kind"),
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
        text("kind"),
        text("item", nullable=True),
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
        text("item"),
        text("kind"),
        text("subject", nullable=True),
        Field(name="score", type="double", nullable=True),
        Field(name="scale_low", type="double", nullable=True),
        Field(name="scale_high", type="double", nullable=True),
        Field(name="reversed", type="bool", nullable=True),
        optional("resolved_at", TIME),
        optional("resolved_day", DAY),
        optional("contacts_needed", "int64"),
        optional("product"),
        optional("text"),
    ),
)
IDENTITIES = TableSchema(
    name="identities",
    place="interim",
    key=("id",),
    fields=(
        text("id"),
        CUSTOMER_ID,
        Field(name="ids", type="int64"),
        text("keys"),
        text("status"),
    ),
)
CONFLICTS = TableSchema(
    name="conflicts",
    place="interim",
    key=("customer_id", "field"),
    fields=(
        CUSTOMER_ID,
        text("field"),
        text("kept", nullable=True),
        text("others"),
        text("rule"),
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
        text("field"),
        Field(name="change", type="int64"),
        text("old_value", nullable=True),
        text("new_value", nullable=True),
        text("maker"),
        text("unusual"),
    ),
)
CHECKED_VALUES = TableSchema(
    name="checked_values",
    place="interim",
    key=("id", "field"),
    fields=(
        text("id"),
        text("field"),
        text("value", nullable=True),
        Field(name="changes", type="int64"),
    ),
)
DATA_QUALITY = TableSchema(
    name="data_quality",
    place="interim",
    key=("table", "column"),
    fields=(
        text("table"),
        text("column"),
        text("block"),
        text("volatility"),
        text("owner"),
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
        text("file"),
        Field(name="line", type="int64"),
        text("column"),
        text("reason"),
        text("value", nullable=True),
    ),
)
