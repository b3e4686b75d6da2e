"""Every fault of the list that is answered for here has a case."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from faults.corpus import Case, Sheet

FAULTS = {
    1: "a byte order mark",
    2: "GBK or GB18030 that is not declared",
    3: "UTF-16",
    4: "one bad byte",
    5: "another delimiter than declared",
    6: "newlines, delimiters and quotes within quotes",
    7: "an unclosed quote",
    8: "ragged rows",
    9: "mixed line endings",
    10: "NUL bytes and control characters",
    11: "an empty file, or only a header",
    12: "one row",
    13: "a truncated tail",
    14: "a damaged archive",
    15: "a decompression bomb",
    16: "a line without end",
    17: "Parquet with a flipped bit",
    18: "Parquet that is cut, or something else",
    19: "a file that changes or vanishes while it is read",
    20: "what is no regular file",
    21: "an interrupted upload",
    22: "the same file twice",
    23: "thousands of files, and odd names",
    24: "a missing column",
    25: "a header written otherwise",
    26: "one column name twice",
    27: "extra columns",
    28: "columns in another order",
    29: "names and values in every script",
    30: "ids in several Unicode forms",
    31: "ids with leading zeros",
    32: "ids written as floats",
    33: "ids that look like null",
    34: "blank ids",
    35: "long and odd ids",
    36: "many ids",
    37: "amounts in many formats",
    38: "an empty amount",
    39: "an infinite amount",
    40: "an amount of nothing",
    41: "a huge amount",
    42: "a sum that overflows",
    43: "parts of a cent",
    44: "negative amounts and quantities",
    45: "cancellations with and without their purchase",
    46: "more returned than bought",
    47: "several currencies",
    48: "a currency code that is unknown",
    49: "a bad value far down",
    50: "values that Excel has mangled",
    51: "an ambiguous date",
    52: "times without a zone",
    53: "hours that the clocks skip or repeat",
    54: "mixed offsets",
    55: "dates in the future",
    56: "dates out of range",
    57: "epochs of another unit",
    58: "leap days, leap seconds, long years",
    59: "a wrong clock",
    60: "an impossible as_of",
    61: "old rows that come late",
    62: "repeated rows",
    63: "one line with two contents",
    64: "equal rows without an id",
    65: "records that disagree",
    66: "records without orders, orders without record",
    72: "customers without structure",
    77: "segments that change their numbers",
    78: "a category that was not there",
    79: "data in another unit",
    80: "features that are not the model's",
    81: "a customer who was not there",
    82: "what came after the day",
    83: "a stage that is killed",
    84: "an interruption",
    85: "too little memory",
    86: "a full disk",
    87: "no room to spill",
    88: "a disk that refuses",
    89: "a power loss",
    90: "two retrainings at once",
    91: "a killed holder of the lock",
    92: "readers while the champion changes",
    93: "a race of promotions",
    94: "the same run again",
    95: "a kill between pointer and registry",
    96: "an old champion",
    97: "a champion that is damaged",
    98: "removing what is in use",
    99: "a tracking server that is down",
    100: "a tracking store that is locked or broken",
    101: "a run that was killed",
    102: "an upload that breaks off",
    103: "stages that are out of step",
    104: "a malicious model",
    105: "a hostile configuration",
    106: "a formula in a table that people open",
    107: "markup and forged lines",
    108: "ids and secrets where they do not belong",
}


def modules() -> Iterator[ModuleType]:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path != Path(__file__):
            yield importlib.import_module(f"faults.{path.stem}")


def of_cases(module: ModuleType) -> Iterator[int]:
    """The faults of a module's tables of cases and sheets."""
    for case in getattr(module, "CASES", ()):
        assert isinstance(case, Case)
        yield from case.ids
    for sheet in getattr(module, "SHEETS", ()):
        assert isinstance(sheet, Sheet)
        yield from (row.id for row in sheet.rows)


def of_functions(module: ModuleType) -> Iterator[int]:
    """The faults that a module's own tests stand for."""
    for name, test in vars(module).items():
        if name.startswith("test_"):
            yield from getattr(test, "faults", ())


def elsewhere() -> Iterator[int]:
    """The faults that tests beside other code stand for, by their decorator."""
    here = Path(__file__).parent
    for path in here.parent.rglob("test_*.py"):
        if here not in path.parents:
            for node in ast.walk(ast.parse(path.read_text())):
                for mark in getattr(node, "decorator_list", ()):
                    if ast.unparse(mark).startswith("fault("):
                        yield from (each.value for each in mark.args)


def test_every_fault_has_a_test():
    tested = {
        number
        for module in modules()
        for numbers in (of_cases(module), of_functions(module))
        for number in numbers
    }
    tested |= set(elsewhere())
    without = {n: title for n, title in FAULTS.items() if n not in tested}
    assert not without
    assert tested <= set(FAULTS)


def test_the_list_is_whole():
    assert list(FAULTS) == [*range(1, 67), 72, *range(77, 109)]
