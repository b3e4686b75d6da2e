"""Times that are written as numbers: epochs, and the days of a spreadsheet."""

from __future__ import annotations

from patronage.ingest.declared.rows import TimeUnit

# Microseconds in a unit; 200,000 days after 1970 are enough, and fit 64 bits.
MICROSECONDS = {"s": "1000000", "ms": "1000", "us": "1", "ns": "0.001"}
ENOUGH = "200000 * 86400000000"
LONG_AGO = "TIMESTAMP '1900-01-01'"
# A spreadsheet counts days from 1899-12-30.
SERIAL_1970, MILLISECONDS_A_DAY = 25569, 86400000


def stamp(number: str, unit: TimeUnit) -> str:
    """Return SQL of the time that a number of `unit` stands for.

    Epochs are instants; what is below a microsecond is cut off. A spreadsheet's days
    are local times, to the millisecond.
    """
    if unit == "excel_days":
        days = f"({number} - {SERIAL_1970}) * {MILLISECONDS_A_DAY}"
        return _time(number, f"round({days}, 0) * 1000")
    return (
        f"timezone('UTC', {_time(number, f'floor({number} * {MICROSECONDS[unit]})')})"
    )


def _time(number: str, micro: str) -> str:
    written = f"make_timestamp(CAST({micro} AS BIGINT))"
    return (
        f"CASE WHEN abs({micro}) < {ENOUGH} THEN {written} "
        f"WHEN {number} IS NOT NULL THEN {LONG_AGO} END"
    )
