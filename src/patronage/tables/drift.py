"""What a champion remembers of its customers, and how far those of today are."""

from patronage.schema import Field, TableSchema
from patronage.tables.columns import text

AMOUNTS = (
    "psi",
    "psi_critical",
    "psi_p",
    "ks",
    "p",
    "p_adjusted",
    "before",
    "now",
    "shift",
    "scale",
    "missing_before",
    "missing_now",
)
REFERENCE = TableSchema(
    name="reference",
    place="processed",
    key=("subject", "kind", "label"),
    fields=(
        text("subject"),
        text("kind"),
        text("label"),
        Field(name="value", type="double", nullable=True),
        Field(name="share", type="double", nullable=True),
    ),
)
DRIFT = TableSchema(
    name="drift",
    place="processed",
    key=("subject", "kind"),
    fields=(
        text("subject"),
        text("kind"),
        text("band"),
        *(Field(name=name, type="double", nullable=True) for name in AMOUNTS),
    ),
)
