"""Forget one customer: `python -m pipelines.forget source=... customer=<id>`.

His rows leave every table, version and file under the data folder of the source, and
the next ingest leaves them out again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import config, io
from patronage.config import Config
from patronage.errors import ConfigError, InputError, IntegrityError
from patronage.study.forgotten import read_forgotten, remember_forgotten
from patronage.study.intake import quality_page
from patronage.tables import DATA_QUALITY
from pipelines import forgetting_files, pseudonym_key, publishing, terminal, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.forgetting import Person

SHOWN = 3


def run(cfg: Config) -> None:
    """Write every file of the source anew that names the customer, and prove it.

    Raises
    ------
    ConfigError
        If no customer is named.
    InputError
        If nothing under the data folder names him, and he was not forgotten before.
    IntegrityError
        If a file names him still.
    """
    if not cfg.customer:
        raise ConfigError("customer should name who is to be forgotten; got none.")
    folder, customer = workspace.folder(cfg), str(cfg.customer)
    person = forgetting_files.person_of(folder, customer)
    forgetting_files.sweep(folder)
    named, who = _naming(folder, person), _who(cfg, person)
    # First, so that a process that is killed leaves nobody to be taken in again.
    key = pseudonym_key.read(folder)
    known = remember_forgotten(folder, key, person.ids, who)
    about = {
        "decision": "forgotten",
        "source": folder.source,
        "customer": known.hashed(customer),
        "ids": len(person.ids),
        "files_rewritten": len(named),
        "rows_removed": _leave_out(folder, person, named),
        "files_searched": _prove(folder, person),
    }
    _tell(cfg, person)
    terminal.say(f"not found in {about['files_searched']:,} files")
    terminal.say_json(about | who)


def _naming(folder: io.Folder, person: Person) -> list[Path]:
    """Return the files that name a person; refuse somebody whom nobody knows."""
    files = forgetting_files.files(folder)
    searched = terminal.progress(files, "searching every file", len(files))
    found = [path for path in searched if forgetting_files.found_in(path, person)]
    if not found and not read_forgotten(folder).among(person.ids):
        raise InputError(
            f"customer should be one whom '{folder.source}' knows; this one is in "
            "none of its files."
        )
    return found


def _who(cfg: Config, person: Person) -> dict[str, str]:
    """Who asked, when and why: without the id, should a reason name it."""
    told = publishing.who_and_when(cfg)
    return {name: person.left_out(text) for name, text in told.items()}


def _leave_out(folder: io.Folder, person: Person, named: list[Path]) -> int:
    """Write files anew, and the page that lists customers; return the rows gone."""
    before = forgetting_files.feature_tables(folder)
    removed = sum(forgetting_files.leave_out(path, person) for path in named)
    forgetting_files.keep_current(before)
    if folder.path(DATA_QUALITY).exists():
        page = quality_page(folder, customers=True)
        io.write_text(folder.file("interim", "data_quality.html"), page)
    return removed


def _prove(folder: io.Folder, person: Person) -> int:
    """Search every file again; return how many there are."""
    files = forgetting_files.files(folder)
    for path in files:
        if where := forgetting_files.found_in(path, person):
            raise IntegrityError(
                f"no file should name the customer any more; '{path}' does in {where}."
            )
    return len(files)


def _tell(cfg: Config, person: Person) -> None:
    """Say where he may still be found: in what is not the command's to change."""
    declared = config.instantiate(cfg.source).files.values()
    raw = ", ".join(dict.fromkeys(f"'{file.path}'" for file in declared))
    terminal.say(
        f"the raw files are yours and hold him as before ({raw}); the next ingest "
        "leaves his rows out"
    )
    if not person.telling:
        terminal.say(
            "the id is short or a plain number: it was looked for where customers "
            "stand, not in other texts"
        )
    runs = (path for path in (config.root() / cfg.paths.runs).rglob("*"))
    still = sorted(path for path in runs if path.is_file() and _names(path, person))
    for path in still[:SHOWN]:
        terminal.say(f"WARNING: tracked before, and naming him still: '{path}'")
    if len(still) > SHOWN:
        terminal.say(f"WARNING: ... and {len(still) - SHOWN:,} more tracked files")


def _names(path: Path, person: Person) -> bool:
    try:
        return bool(forgetting_files.found_in(path, person))
    except IntegrityError:
        return False


@config.main
def main(cfg: Config) -> None:
    """Forget one customer of a source."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
