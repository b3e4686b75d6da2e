"""Texts from data and files are shown as what they are, and do nothing."""

import csv
import re
import sqlite3
import warnings

import pandas as pd
import pytest
from commands import command
from faults.canaries import NAMES, CanaryShop, customer
from faults.corpus import fault
from faults.payloads import HIDDEN, PAYLOADS
from faults.test_formulas import is_formula
from profiles.hostile import assert_only_ours

from patronage.config.sentences import report, say_warnings_plainly
from patronage.errors import InputError
from patronage.loggable import Note
from patronage.plain import plain
from patronage.tracking.pack import pack
from pipelines import terminal

FORGED = re.compile(r"^patronage: all is well", re.MULTILINE)
NUMBER = re.compile(r"-(inf|[\d.]+(e[+-]\d+)?)")
ESCAPED = re.compile(r"\\.")


def assert_one_line(printed: str) -> None:
    """One line, of which every sign can be seen."""
    line, end = printed[:-1], printed[-1:]
    assert end == "\n"
    assert not HIDDEN & {*line}


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_error_is_one_line_that_can_be_seen(payload, capsys):
    assert report(InputError(f"'{payload}' should be a file; there is none.")) == 3
    assert_one_line(capsys.readouterr().err)


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_fault_of_ours_says_nothing_in_our_name_but_that(payload, capsys):
    assert report(RuntimeError(payload)) == 70
    printed = capsys.readouterr().err
    assert not HIDDEN & {*printed} - {"\n"}
    assert not FORGED.search(printed)
    assert printed.splitlines()[-1].startswith("patronage: a fault of ours")


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_warning_is_one_line_too(payload, capsys, monkeypatch):
    monkeypatch.setattr(warnings, "formatwarning", warnings.formatwarning)
    say_warnings_plainly()
    printed = warnings.formatwarning(UserWarning(payload), UserWarning, "x.py", 1)
    assert_one_line(printed)


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_at_the_terminal_it_is_a_line_and_no_markup(payload, capsys):
    terminal.say(f"{payload} is a segment")
    list(terminal.progress([1], payload, 1))
    with terminal.working(payload):
        pass
    said, first, second = capsys.readouterr().out.splitlines(keepends=True)
    for line in (said, first, second):
        assert_one_line(line)
    assert plain(payload) in said


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_a_table_it_is_a_cell_and_no_markup(payload, capsys):
    terminal.show(pd.DataFrame({payload: [payload]}), payload)
    printed = capsys.readouterr().out
    assert not HIDDEN & {*printed} - {"\n"}
    assert not FORGED.search(printed.split("\n", 1)[1])
    assert printed.count(plain(payload).strip()) >= 3


@fault(107)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_a_description_it_is_no_link_picture_or_tag(payload, tmp_path):
    (note,) = pack([Note(f"- {payload}\n- `x`")], tmp_path).notes
    assert not {"<", "[", "]"} & {*ESCAPED.sub("", note)}


@fault(107)
def test_what_a_description_says_of_itself_stays(tmp_path):
    content = "**Objective** a \\[b\\] &lt;c&gt;\n\n| x | y |\n| --- | --- |\n"
    assert pack([Note(content)], tmp_path).notes == [content]


@fault(107)
def test_the_name_of_a_file_is_said_in_one_line(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    nasty = folder / "x\npatronage: all is well\x1b[2J\u202e.csv"
    nasty.write_text("who,day,paid\n1,2024-01-01,1.00,2\n", encoding="utf-8")
    done = command(
        "ingest",
        "source=csv",
        f"source.path='{folder}/*'",
        "source.time_zone=UTC",
        "source.currency=EUR",
        "source.columns.customer_id=who",
        "source.columns.ordered_at=day",
        "source.columns.amount=cost",
        f"paths.data={tmp_path / 'data'}",
        "tracking.enabled=false",
    )
    assert done.returncode == 3, done.stderr
    assert_one_line(done.stderr)
    assert not FORGED.search(done.stderr + done.stdout)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The shop whose names are payloads, after the stages that tell of it."""
    shop = CanaryShop(tmp_path_factory.mktemp("payloads")).build()
    printed = ""
    for stage in ("run", "playbook", "feedback"):
        done = shop.run(stage)
        assert done.returncode == 0, done.stderr
        printed += done.stdout + done.stderr
    return shop, printed


@pytest.mark.slow
@fault(107)
def test_a_whole_job_prints_nothing_but_text(told):
    _, printed = told
    assert NAMES[1] in printed
    assert not HIDDEN & {*printed} - {"\n"}
    assert not FORGED.search(printed)


@pytest.mark.slow
@fault(107)
def test_the_page_on_the_data_has_no_markup_of_theirs(told):
    shop, _ = told
    pages = [*shop.runs.rglob("data_quality.html")]
    pages.append(shop.tables.file("interim", "data_quality.html"))
    for page in pages:
        assert_only_ours(page.read_text(encoding="utf-8"))


@pytest.mark.slow
@fault(107)
def test_what_mlflow_renders_has_no_markup_of_theirs(told):
    shop, _ = told
    with sqlite3.connect(shop.runs / "mlflow.db") as connection:
        rows = connection.execute(
            "SELECT value FROM tags WHERE key = 'mlflow.note.content'"
        )
        notes = [note for (note,) in rows]
    texts = [path.read_text(encoding="utf-8") for path in shop.runs.rglob("*.md")]
    assert len(notes) >= 4
    assert texts
    for text in (*notes, *texts):
        assert not {"<", "[", "]"} & {*ESCAPED.sub("", text)}
        assert not HIDDEN & {*text} - {"\n"}


@pytest.mark.slow
@fault(106, 107)
def test_no_table_of_a_run_holds_a_formula(told):
    shop, _ = told
    looked_at = 0
    for path in shop.runs.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                looked_at += len(row)
                risky = [cell for cell in row if is_formula(cell)]
                assert all(NUMBER.fullmatch(cell) for cell in risky), path
    assert looked_at > 500


@pytest.mark.slow
@fault(107)
def test_the_card_of_a_customer_is_text(told):
    shop, _ = told
    done = shop.run("explain", f"customer='{customer(4)}'")
    assert done.returncode == 0, done.stderr
    assert customer(4) in done.stdout
    assert NAMES[4] in done.stdout
    assert not HIDDEN & {*done.stdout} - {"\n"}
    assert not FORGED.search(done.stdout)
