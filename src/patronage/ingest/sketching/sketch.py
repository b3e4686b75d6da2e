"""A proposed source yaml for a file that nobody has declared yet."""

from __future__ import annotations

import re

from patronage.ingest.sketching.customers import customers_source, left_out
from patronage.ingest.sketching.file import FILE, SketchedFile
from patronage.ingest.sketching.ledger import is_ledger, ledger_source
from patronage.ingest.sketching.roles import roles
from patronage.ingest.sketching.yaml import lines


def sketch(file: SketchedFile, *, name: str, path: str) -> str:
    """Propose a source, as a yaml in which every doubt is a comment.

    What a file cannot tell, such as the currency of plain numbers, is `???`.
    """
    given = roles(file.columns)
    ordered = is_ledger(given)
    proposed = ledger_source(file, given) if ordered else customers_source(file, given)
    source = {
        "_target_": "patronage.ingest.Source",
        "name": re.sub(r"\W+", "_", name.casefold()).strip("_") or "source",
        "description": "",
        "licence": "",
        "files": {FILE: {"path": path, **file.settings}},
        **proposed,
    }
    unused = (
        (c.name for c in file.columns if c not in given.values())
        if ordered
        else left_out(file, given)
    )
    return "\n".join(
        [
            f"# Proposed from {file.n_rows:,} rows; please check all of it.",
            *(f"# doubt: {doubt}" for doubt in file.doubts),
            *(f"# not used: {_one_line(column)}" for column in unused),
            *lines(source),
            "",
        ]
    )


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
