"""Columns that contracts are made of."""

from patronage.schema import Field

TEXT = "string"
TIME = "timestamp[us, tz=UTC]"
DAY = "date32[day]"


def text(name: str, *, nullable: bool = False, required: bool = True) -> Field:
    """A column of text."""
    return Field(name=name, type=TEXT, nullable=nullable, required=required)


def optional(name: str, kind: str = TEXT) -> Field:
    """A column that a source may lack, and a row too."""
    return Field(name=name, type=kind, nullable=True, required=False)


CUSTOMER_ID = text("customer_id")
AS_OF = Field(name="as_of", type=DAY)
SCHEME = text("scheme")
SEGMENT = Field(name="segment", type="int64")
