"""A number as the source writes it: how it is read, and why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from patronage.ingest.casting import marks
from patronage.ingest.casting.cast import FLOATS, blank, mangled, readable, unless
from patronage.ingest.declared.rows import Value
from patronage.ingest.sql import name, raw

LARGEST = "1000000000000"
NUMBER = r"'^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$'"
INFINITE = r"'^\s*[+-]?inf(inity)?\s*$'"


@dataclass(frozen=True, kw_only=True)
class Written:
    """The raw column of a number, its type, and what is declared of its format."""

    column: str
    kind: str
    value: Value

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The step from a declared format to -1234.50, where there is one."""
        if self.kind != "VARCHAR" or not marks.declared(self.value):
            return ()
        given = readable(self.column, self.kind, self.value.nulls)
        return ((name(f"plain_{self.column}"), marks.plain(given, self.value)),)

    @property
    def source(self) -> str:
        """The column to read: the raw one, or -1234.50 of a declared format."""
        return name(f"plain_{self.column}") if self.steps else raw(self.column)

    @property
    def given(self) -> str:
        """The value to read, NULL where it is a declared token."""
        if self.steps:
            return self.source
        return readable(self.column, self.kind, self.value.nulls)

    def read(self, target: str) -> str:
        """Read whatever is a number, with care; NULL where it is none."""
        given = self.given
        if self.kind in FLOATS:
            return f"CASE WHEN isfinite({given}) THEN CAST({given} AS DOUBLE) END"
        if self.kind != "VARCHAR":
            return f"TRY_CAST({given} AS {target})"
        return f"CASE WHEN {self._is_number} THEN TRY_CAST({given} AS {target}) END"

    def checks(self, number: str, accepted: str, *, required: bool) -> dict[str, str]:
        """Return the faults of a value that has not been `accepted`, by reason."""
        missing = {f"{self.column}_null": self._blank} if required else {}
        faults = {
            reason: unless(self._blank, fault)
            for reason, fault in self._faults(number).items()
        }
        checks = {
            reason: unless(accepted, fault)
            for reason, fault in (missing | faults).items()
        }
        return self._bounded(checks, number) | self._levels(number)

    @property
    def _blank(self) -> str:
        value = raw(self.column)
        nothing = blank(self.column, self.kind, self.value.nulls)
        if self.kind == "VARCHAR":
            return f"({nothing} OR lower(trim(coalesce({value}, ''))) = 'nan')"
        if self.kind in FLOATS:
            return f"({nothing} OR isnan({value}))"
        return nothing

    @property
    def _is_number(self) -> str:
        return f"regexp_matches({self.source}, {NUMBER})"

    def _faults(self, number: str) -> dict[str, str]:
        value, column = raw(self.column), self.column
        outside = {f"{column}_range": f"NOT coalesce({fits(number)}, false)"}
        if self.kind in FLOATS:
            return {f"{column}_nonfinite": f"isinf({value})"} | outside
        if self.kind != "VARCHAR":
            return outside
        overflow = f"coalesce(isinf(TRY_CAST({self.given} AS DOUBLE)), true)"
        endless = f"regexp_matches(lower({value}), {INFINITE})"
        return {
            "excel_mangled": mangled(column),
            f"{column}_nonfinite": f"{endless} OR ({self._is_number} AND {overflow})",
            f"{column}_format": f"NOT coalesce({self._is_number}, false)",
        } | outside

    def _bounded(self, checks: dict[str, str], number: str) -> dict[str, str]:
        range_ = f"{self.column}_range"
        bounds = ((self.value.lowest, "<"), (self.value.highest, ">"))
        beyond = [
            f"coalesce(CAST({number} AS DOUBLE) {sign} {float(bound)!r}, false)"
            for bound, sign in bounds
            if bound is not None
        ]
        return checks | {range_: f"({' OR '.join([checks[range_], *beyond])})"}

    def _levels(self, number: str) -> dict[str, str]:
        levels = ", ".join(repr(float(level)) for level in self.value.levels)
        outside = f"CAST({number} AS DOUBLE) NOT IN ({levels})"
        return {"level": outside} if levels else {}


def fits(number: str) -> str:
    """Say whether a number is within the largest that the tables hold."""
    return f"abs({number}) <= {LARGEST}"
